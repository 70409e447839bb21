"""How many questions a page puts to the database: it must not grow with what a case holds."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import event

from caseworker.actions.links import LinkCases
from caseworker.actions.office_work import AddNote
from caseworker.actions.post import JoinCase
from caseworker.office import Office
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import first_rows, look
from caseworker.queries.queues import case_preview, view_counts
from caseworker.rules.links import LinkKind
from tests.support.review import act, answer_body, log, open_review, see


def asked(office: Office, look: Callable[[], object]) -> int:
    statements: list[str] = []

    def note(*given: object) -> None:
        statements.append(str(given[2]))

    event.listen(office.engine, "before_cursor_execute", note)
    look()
    event.remove(office.engine, "before_cursor_execute", note)
    return sum(statement.lstrip().startswith("SELECT") for statement in statements)


def fill(office: Office, case_id: int, *others: int) -> None:
    for other in others:
        item = log(office, same_file_again=True)
        act(office, case_id, JoinCase, post_item_id=item.id, post_item_version=item.version,
            because="She sends the outcome letter we asked for.")
        act(office, case_id, AddNote, text="She called about it.")
        act(office, case_id, LinkCases, other_case_id=other, kind=LinkKind.RELATED,
            because="Both are about the same estate.")


def test_a_case_is_shown_by_few_questions_however_full_it_is(office: Office) -> None:
    case_id, *others = (open_review(office) for _ in range(4))
    answer_body(office, case_id)
    today, me = office.today(), office.actor
    looks: tuple[tuple[Callable[[], object], int], ...] = (
        (lambda: see(office, case_id), 25),
        (lambda: office.ask(case_preview, case_id=case_id, today=today), 25),
        (lambda: office.ask(first_rows, shown=Shown(), today=today, me=me), 4),
        (lambda: office.ask(look, shown=Shown(), today=today, me=me, chosen=case_id), 6),
        (lambda: office.ask(view_counts, today=today, me=me), 3),
    )
    before = [asked(office, look) for look, _ in looks]
    fill(office, case_id, *others)
    after = [asked(office, look) for look, _ in looks]
    assert before == after
    assert all(count <= most for count, (_, most) in zip(after, looks, strict=True)), after
