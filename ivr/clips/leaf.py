"""A page of HTML in one file, put together of elements, so that no words of an author's are ever taken for marks.

Knows the frame of it; what stands on a page is known by whoever makes one.
"""

from xml.etree.ElementTree import Element, SubElement, tostring


def begun(title: str, style: str) -> tuple[Element, Element]:
    """A new page, and the part of it that is to be filled. The title is its first heading too."""
    page = Element("html", {"lang": "en-GB"})
    head = SubElement(page, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    put(head, "title", title)
    put(head, "style", style)
    main = SubElement(SubElement(page, "body"), "main")
    put(main, "h1", title)
    return page, main


def put(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    """A new element with these words, at the end of its parent."""
    element = SubElement(parent, tag, attributes)
    element.text = text
    return element


def written(page: Element) -> str:
    """The whole file."""
    return "<!doctype html>\n" + tostring(page, encoding="unicode", method="html") + "\n"
