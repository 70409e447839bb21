"""The same file, put in by two people at one moment: both are served, and it is kept once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from caseworker.records.contents import get_content, put_content
from caseworker.records.documents import Chunk


def test_two_people_store_the_same_file_at_once(engine: Engine) -> None:
    writing, gate = engine.execution_options(writing=True), Barrier(2)

    def store(data: bytes) -> str:
        gate.wait(60)
        with Session(writing) as session:
            sha256 = put_content(session, data)
            session.commit()
            return sha256

    with ThreadPoolExecutor(2) as both:
        for n in range(20):
            data = b"Scan %d" % n
            first, second = both.map(store, [data, data])
            with Session(engine) as session:
                assert get_content(session, first) == data and first == second
                count = select(func.count()).select_from(Chunk).where(Chunk.sha256 == first)
                assert session.scalar(count) == 1
