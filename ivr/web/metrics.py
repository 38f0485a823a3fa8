"""Figures for whoever watches the helpline, as Prometheus reads them.

The one door to prometheus_client. Counts only: nothing here tells of a call, a caller or a member of staff, so it is open like the doors
of health. A figure is made when it is asked for, so that every process that answers gives the same.
"""

from collections import Counter
from collections.abc import Iterator

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from ivr.clips.catalogue import Recordings
from ivr.clips.state import State
from ivr.menu.model import Helpline
from ivr.menu.repertoire import Reading, repertoire
from ivr.store import Store, StoreError
from ivr.texts.states import TextState
from ivr.web.switchboard import Clock


class _Recordings(Collector):
    """How many recordings there are in each state, and which are not what callers should hear."""

    def __init__(self, wanted: tuple[Reading, ...], recordings: Recordings) -> None:
        self._wanted, self._recordings = wanted, recordings

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The figures as they are now."""
        states = {reading.id: self._recordings.state(reading) for reading in self._wanted}
        counts = Counter(states.values())
        total = GaugeMetricFamily("ivr_recordings", "Recordings that the menus want, by how it stands with them.", labels=["state"])
        for state in State:
            total.add_metric([state.value], counts[state])
        yield total
        each = GaugeMetricFamily("ivr_recording_wanting", "Recordings that a voice stands in for: 1 each.", labels=["recording", "state"])
        for id, state in states.items():
            if state is not State.CURRENT:
                each.add_metric([id, state.value], 1)
        yield each


class _Denials(Collector):
    """How often callers were told why no text was promised. Without its memory a helpline does not know, and says nothing of it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterator[CounterMetricFamily]:
        """The figures as they are now."""
        try:
            counts = self._store.denials()
        except StoreError:
            return
        denied = CounterMetricFamily("ivr_texts_denied", "Texts that were not promised, by the reason.", labels=["why"])
        for why, count in counts.items():
            denied.add_metric([why.value], count)
        yield denied


class _Texts(Collector):
    """What became of the texts that were promised. Where the database does not answer, only the other figures are told."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The figures as they are now."""
        try:
            counts, waiting = self._store.sent.counts(), self._store.sent.waiting(self._clock())
        except StoreError:
            return
        total = GaugeMetricFamily("ivr_texts", "Texts that were promised, by what became of them.", labels=["state"])
        for state in TextState:
            total.add_metric([state.value], counts.get(state, 0))
        yield total
        yield GaugeMetricFamily("ivr_texts_unarrived", "Texts that did not arrive, and nobody has dealt with yet.", value=waiting)


def attach(doors: Blueprint, helpline: Helpline, recordings: Recordings, store: Store, clock: Clock) -> None:
    """Open the door of the figures."""
    registry = CollectorRegistry()
    registry.register(_Recordings(repertoire(helpline), recordings))
    registry.register(_Denials(store))
    registry.register(_Texts(store, clock))

    @doors.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
