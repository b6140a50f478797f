"""Papers at the edge: what a form brought is kept."""

import datetime as dt

from siadmin.agency import documents
from siadmin.agency.models import Document, User
from siadmin.matters import actions
from siadmin.matters.actions import Attached
from siadmin.matters.forms import PapersForm
from siadmin.matters.models import Case


def attached(form: PapersForm, by: User, at: dt.datetime) -> list[Attached]:
    """Every paper a valid form brought: new files are kept now, earlier ones were."""
    fresh = {upload.code: upload for upload in form.uploads()}
    own = Document.objects.filter(kept_by=by).in_bulk(list(form.kept().values()))
    found = [
        Attached(
            code,
            documents.keep(name=upload.name, kind=upload.kind, content=upload.content, by=by, at=at),
            seen_original=code in form.seen(),
        )
        for code, upload in fresh.items()
    ]
    for code, pk in form.kept().items():
        if code not in fresh and pk in own:
            found.append(Attached(code, own[pk], seen_original=code in form.seen()))
    there = {paper.code for paper in found}
    return found + [Attached(code, seen_original=True) for code in form.seen() if code not in there]


def add(form: PapersForm, case: Case, by: User, at: dt.datetime) -> bool:
    """Put what a valid form brought into a case; False: it brought nothing. Raises what `add_paper` refuses."""
    papers = attached(form, by, at)
    for paper in papers:
        actions.add_paper(case_id=case.pk, paper=paper, by=by, at=at)
    return bool(papers)


def kept_for_later(form: PapersForm, by: User, at: dt.datetime) -> None:
    """The answers were not right: keep the good files, so that nobody has to send them again."""
    for upload in form.uploads():
        kept = documents.keep(name=upload.name, kind=upload.kind, content=upload.content, by=by, at=at)
        form.keep(upload.code, kept.pk, upload.name)
