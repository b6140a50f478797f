"""Certificates and statements: a citizen's own, a clerk's for somebody at the counter, an employer's for its staff."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from contributions.accounts.actions import issue_rights, issue_yearly, office_at_the_desk, office_online
from contributions.accounts.actions.statements import yearly_rights
from contributions.accounts.forms import LetterForm
from contributions.accounts.kinds import PARTICIPATION, STATE_WORDS, STATEMENT, codes, line_words
from contributions.accounts.names import ACCOUNT_NAMES
from contributions.accounts.selectors.rights import Rights, balance_at, rights_seen_by
from contributions.accounts.selectors.years import year_end
from contributions.assessment.selectors import PAID_STATES
from enrollment.registry.models import Employer, Person
from enrollment.registry.records import other_numbers
from enrollment.registry.selectors import employers_seen_by, persons_seen_by
from enrollment.registry.subjects import Persons
from siadmin.agency.access import acting, citizens, employers, looking, reads, staff, user_of, writes
from siadmin.agency.insurances import Line
from siadmin.agency.models import Office
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import chosen
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Issued, Language, RecipientKind
from siadmin.letters.selectors import letters_about, title_of
from siadmin.letters.views.answers import pdf_answer

ISSUERS = (Post.CLERK, Post.REVIEWER, Post.APPROVER)
MOST_LISTED = 20


# --- a citizen's own -------------------------------------------------------------------------------------------------


def _own(request: HttpRequest) -> tuple[Viewer, Person]:
    """Oneself, as a citizen: whoever also sits at a desk sees no more here than anybody."""
    viewer = looking(request)
    own = Viewer(user=viewer.user, person_id=viewer.person_id)
    return own, persons_seen_by(own).get()


@citizens
@reads
def citizen_certificate(request: HttpRequest) -> HttpResponse:
    """Get a certificate; those of before, to be printed again."""
    return _own_page(request, LetterForm(lines=Line.values, initial=_initial()), PARTICIPATION)


@citizens
@reads
def citizen_statement(request: HttpRequest) -> HttpResponse:
    """Download my statement: of some months, or of a year."""
    form = LetterForm(lines=Line.values, what=STATEMENT, initial=_initial())
    return _own_page(request, form, STATEMENT)


@citizens
@writes
def citizen_letter(request: HttpRequest) -> HttpResponse:
    """Issue it, and open the PDF."""
    viewer, person = _own(request)
    form = LetterForm(request.POST, lines=Line.values)
    if not form.is_valid():
        return _own_page(request, form, str(form["what"].value() or PARTICIPATION), status=422)
    told = form.cleaned_data
    rights = _rights(viewer, person, told)
    try:
        issued, _ = issue_rights(
            what=told["what"], rights=rights, office=_office_of(person, told["line"]), language=told["language"],
            by=user_of(request), at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _own_page(request, form, told["what"], status=409, refusal=refusal)
    return redirect("letter_pdf", issued.number)


def _own_page(
    request: HttpRequest, form: LetterForm, what: str, *, status: int = 200, refusal: Refusal | None = None
) -> HttpResponse:
    _, person = _own(request)
    shown = {"person": person, "form": form, "what": what, "refusal": refusal, "before": _before(person)}
    return render(request, "accounts/citizen_letters.html", shown, status=status)


@citizens
@reads
def citizen_statement_year(request: HttpRequest, year: int, line: str) -> HttpResponse:
    """What a year brought: months paid, the account from January to December, and the statement as PDF."""
    viewer, person = _own(request)
    rights = _year_or_404(viewer, person, line, year)
    shown = {
        "person": person,
        "year": year,
        "line": line,
        "line_name": line_words(line),
        "rights": rights,
        "months": rights.insurances[0].months_paid_here,
        "as_resident": sum(each.is_resident and each.state in PAID_STATES for each in rights.months),
        "accounts": [
            (
                ACCOUNT_NAMES[account],
                next((each for each in reversed(rights.years) if (each.account, each.year) == (account, year)), None),
                balance_at(person.pk, account, year_end(year)),
            )
            for account in rights.balances
        ],
        "states": STATE_WORDS,
        "languages": LetterForm(lines=[line]).fields["language"].choices,  # type: ignore[attr-defined]
    }
    return render(request, "accounts/citizen_year.html", shown)


@citizens
@writes
def citizen_year_letter(request: HttpRequest, year: int, line: str) -> HttpResponse:
    """The statement of the year as PDF: set the first time, the same ever after."""
    viewer, person = _own(request)
    rights = _year_or_404(viewer, person, line, year)
    language = request.POST.get("language", "")
    try:
        issued, _ = issue_yearly(
            rights=rights, year=year, office=_office_of(person, line), by=user_of(request), at=timezone.now(),
            language=language if language in Language.values else _initial()["language"],
        )  # fmt: skip
    except Refusal as refusal:
        form = LetterForm(lines=Line.values, what=STATEMENT, initial=_initial())
        return _own_page(request, form, STATEMENT, status=409, refusal=refusal)
    return redirect("letter_pdf", issued.number)


def _year_or_404(viewer: Viewer, person: Person, line: str, year: int) -> Rights:
    today = timezone.localdate()
    if line not in Line.values or not person.birth_on.year <= year < today.year:
        raise Http404
    rights = yearly_rights(viewer, person, line, year, today)
    if rights is None:
        raise Http404
    return rights


def _office_of(person: Person, line: str) -> Office:
    """The office that answers for where the person lives, or works. Raises NO_OFFICE."""
    return office_online(Persons().find([person.number])[person.number].region, line)


# --- at the counter --------------------------------------------------------------------------------------------------


@staff(*ISSUERS)
@reads
def person_letters(request: HttpRequest, number: str) -> HttpResponse:
    """Letters about somebody: issue one, print one of before again."""
    person = _at_the_desk(request, number)
    return _desk_page(request, person, LetterForm(lines=_lines(request), initial=_initial()))


@staff(*ISSUERS)
@writes
def person_letter(request: HttpRequest, number: str) -> HttpResponse:
    """Issue it at the clerk's office, and open the PDF."""
    viewer, person = acting(request), _at_the_desk(request, number)
    form = LetterForm(request.POST, lines=_lines(request))
    if not form.is_valid():
        return _desk_page(request, person, form, status=422)
    told = form.cleaned_data
    office = office_at_the_desk(viewer, told["line"])
    if office is None:
        raise Http404
    issued, _ = issue_rights(
        what=told["what"], rights=_rights(viewer, person, told), office=office, language=told["language"],
        by=user_of(request), at=timezone.now(),
    )  # fmt: skip
    return redirect("letter_pdf", issued.number)


def _at_the_desk(request: HttpRequest, number: str) -> Person:
    return get_object_or_404(persons_seen_by(acting(request)), number=number)


def _lines(request: HttpRequest) -> list[str]:
    """The lines in which the viewer may issue letters."""
    return [line for line in Line.values if line in acting(request).lines]


def _desk_page(request: HttpRequest, person: Person, form: LetterForm, *, status: int = 200) -> HttpResponse:
    reach = acting(request)
    before = [(issued, title) for issued, title in _before(person) if issued.office.line in reach.lines]
    shown = {"person": person, "form": form, "before": before}
    return render(request, "accounts/person_letters.html", shown, status=status)


# --- an employer's for its staff -------------------------------------------------------------------------------------


@employers
@reads
def employer_letters(request: HttpRequest, number: str, person: str) -> HttpResponse:
    """A certificate for somebody who works or worked here: only the months with this employer."""
    employer, found = _colleague(request, number, person)
    form = LetterForm(lines=Line.values, initial=_initial())
    return render(request, "accounts/employer_letters.html", {"employer": employer, "person": found, "form": form})


@employers
@writes
def employer_letter(request: HttpRequest, number: str, person: str) -> HttpResponse:
    """Issue it and answer with the PDF."""
    employer, found = _colleague(request, number, person)
    form = LetterForm(request.POST, lines=Line.values)
    shown: dict[str, Any] = {"employer": employer, "person": found, "form": form}
    if not form.is_valid():
        return render(request, "accounts/employer_letters.html", shown, status=422)
    viewer = looking(request)
    told = form.cleaned_data
    try:
        issued, pdf = issue_rights(
            what=told["what"], rights=_rights(viewer, found, told, employer),
            office=office_online(employer.region, told["line"]), language=told["language"], by=user_of(request),
            at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return render(request, "accounts/employer_letters.html", shown | {"refusal": refusal}, status=409)
    return pdf_answer(issued, pdf)


def _colleague(request: HttpRequest, number: str, person: str) -> tuple[Employer, Person]:
    """One of one's own employers, and somebody who works or worked there; 404 for others."""
    viewer = looking(request)
    employer = get_object_or_404(employers_seen_by(viewer).filter(pk__in=viewer.employer_ids), number=number)
    here = Person.objects.filter(employments__employer=employer).distinct()
    return employer, get_object_or_404(here, number=person)


# --- together --------------------------------------------------------------------------------------------------------


def _rights(viewer: Viewer, person: Person, told: dict[str, Any], employer: Employer | None = None) -> Rights:
    """404 where the viewer may not see them."""
    rights = rights_seen_by(
        viewer, person, line=told["line"], today=timezone.localdate(), first=told["first"], last=told["last"],
        employer=employer,
    )  # fmt: skip
    if rights is None:
        raise Http404
    return rights


def _before(person: Person) -> list[tuple[Issued, Any]]:
    """Letters of these kinds about somebody, newest first, with their titles."""
    numbers = [person.number, *other_numbers(person).values()]
    found = letters_about(RecipientKind.PERSON, *numbers).filter(kind__in=codes()).select_related("office")
    return [(issued, title_of(issued)) for issued in found[:MOST_LISTED]]


def _initial() -> dict[str, str]:
    """The reader's own language."""
    return {"language": chosen(zh=Language.ZH.value, en=Language.EN.value)}
