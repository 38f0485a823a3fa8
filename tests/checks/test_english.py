import pytest

from ivr.checks import english


def test_sentences_end_at_stops_and_not_at_points_in_numbers() -> None:
    assert english.sentences("One. See 11.2 now! Is it? 3 of 4.") == ["One.", "See 11.2 now!", "Is it?", "3 of 4."]


@pytest.mark.parametrize(
    ("words", "count"), [("", 0), ("Your child's school.", 3), ("03000, 41, 3000", 3), ("9am to 5pm", 3), ("well-known", 1)]
)
def test_words_are_counted_as_they_are_said(words: str, count: int) -> None:
    assert english.count(words) == count


@pytest.mark.parametrize(
    ("words", "words_said"), [("Call 03000, 41, 3000.", 12), ("within 30 days", 3), ("dial 9 9 9", 4), ("Code 11.67", 2)]
)
def test_each_digit_of_a_telephone_number_takes_the_time_of_a_word(words: str, words_said: int) -> None:
    assert english.seconds(words) == pytest.approx(words_said * 0.4)


def test_the_grade_rises_with_syllables_and_with_the_length_of_sentences() -> None:
    easy, long, hard = "We can help. You can call.", "We can help and you can call.", "Mediation is confidential."
    assert english.grade(easy) < english.grade(long) < english.grade(hard)
    assert english.grade("9 9 9") == 0.0


def test_the_grade_is_the_one_of_kincaid() -> None:
    # 6 words, 1 sentence, 7 syllables ("council" has 2)
    assert english.grade("The council can help you now.") == pytest.approx(0.39 * 6 + 11.8 * 7 / 6 - 15.59)


def test_stems_leave_out_endings_and_small_words() -> None:
    assert english.stems("For complaints to the schools") == english.stems("a complaint about your school")


def test_telephone_numbers_are_found_as_said_and_as_written() -> None:
    said = "Dial 9 9 9. Call 1 1 1, and choose option 2. Under 19: 0800, 11, 11. Or 116 123."
    assert english.telephone_numbers(said) == ["999", "111", "08001111", "116123"]


def test_keys_are_found_where_they_are_to_be_pressed() -> None:
    assert english.keys_pressed("Press 1, pressing star, press hash, press zero. Option 4.") == ["1", "*", "#", "0"]
    assert english.keys_named("Back, star. Text, 8.") == ["*", "8"]
