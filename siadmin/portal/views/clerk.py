"""Staff: the home page with its queues, search, and everything about a person or an employer on one page."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from contributions.accounts.selectors import credits_of
from contributions.assessment.selectors import months_billed
from contributions.assessment.visibility import funds_seen_by
from contributions.collection.selectors import owed_by, receipts_of
from contributions.declarations.selectors import filing_rule, filings_of
from enrollment.participation.models import Employment
from enrollment.participation.selectors import periods_of, roster
from enrollment.registry.actions import show_of_employer, show_of_person
from enrollment.registry.likenesses import open_for
from enrollment.registry.matters import UNMERGE
from enrollment.registry.models import Card, CardState, Employer, Merge, Person
from enrollment.registry.reading import read_card
from enrollment.registry.records import head_of, merged_into, records_of
from enrollment.registry.selectors import (
    Found,
    bank_card_of,
    cards_numbered,
    employers_seen_by,
    identifier_of,
    identifiers_of,
    persons_seen_by,
)
from enrollment.registry.selectors import search as search_registry
from enrollment.registry.words import CARD_KINDS, CARD_STATES
from siadmin.agency import asked
from siadmin.agency.access import answering, examines, looking, open_page, reads, staff, user_of, writes
from siadmin.agency.insurances import SCHEME_ORDER
from siadmin.agency.models import Act
from siadmin.agency.posts import Post
from siadmin.agency.tiles import all_tiles
from siadmin.agency.unmasking import REASONS
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.matters import subjects
from siadmin.matters.catalogue import matter_of
from siadmin.matters.selectors.offers import offered_to, startable, under_way
from siadmin.matters.words import STATE_KINDS, STATES
from siadmin.portal import deadlines, timeline
from siadmin.portal.act_names import SUBJECT_NAMES, act_name
from siadmin.portal.desk import grouped, place_of
from siadmin.portal.record import gather
from siadmin.portal.shapes import Event, by_year
from siadmin.portal.templatetags.words import person_name, pick
from siadmin.portal.trail_words import labels_of

CASEWORK = (Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.AUDITOR)
LONG = dt.timedelta(days=31)  # what waits longer is said, though no law names a day
MOST_EVENTS = 30
MOST_ACTS = 6
MOST_MONTHS = 12
PEOPLE_A_PAGE = 25
UNMASKED_OF_PERSON = ("identifier", "phone", "bank_account")
UNMASKED_OF_EMPLOYER = ("phone", "bank_account")


@staff()
@reads
def work(request: HttpRequest) -> HttpResponse:
    """What is mine to do, what is late; then the month's deadlines and what I did last."""
    viewer, today = looking(request), timezone.localdate()
    tiles = all_tiles(viewer, today)
    waiting = [tile for tile in tiles if tile.count]
    late = [tile for tile in waiting if tile.due_on and tile.due_on < today]
    oldest = min((tile.oldest_on for tile in waiting if tile.oldest_on), default=today)
    acts = Act.objects.filter(actor_id=viewer.user.pk if viewer.user else None).order_by("-at")[:MOST_ACTS]
    labels = labels_of(acts)
    return render(
        request,
        "portal/work.html",
        {
            "today": today,
            "tiles": tiles,
            "late": late,
            "oldest": oldest if today - oldest > LONG else None,
            "matters": sum(tile.count for tile in waiting),
            "deadlines": deadlines.upcoming(viewer.reaches[0].region_code, today),
            "may_search": bool(viewer.posts & set(CASEWORK)),
            "acts": [(act, act_name(act.code), *_subject(act, viewer, labels)) for act in acts],
        },
    )


def _subject(act: Act, viewer: Viewer, labels: Mapping[tuple[str, str], str]) -> tuple[str, str]:
    """Whom or what an act was about, by name and with its page where the viewer may open it."""
    if viewer.posts & set(CASEWORK):
        if act.subject_kind == "person" and (person := persons_seen_by(viewer).filter(number=act.subject).first()):
            return person_name(person), reverse("person", args=[person.number])
        if act.subject_kind == "employer":
            employer = employers_seen_by(viewer).filter(number=act.subject).first()
            if employer is not None:
                return pick(employer, "name"), reverse("employer", args=[employer.number])
    kind = SUBJECT_NAMES.get(act.subject_kind)
    name = labels.get((act.subject_kind, act.subject)) or (f"{kind} {act.subject}" if kind else act.subject)
    page = act.subject_kind if act.subject_kind in ("run", "receipt", "case") else ""
    return name, open_page(viewer, page, act.subject) if page else ""


@staff(*CASEWORK)
@reads
def search_page(request: HttpRequest) -> HttpResponse:
    """Nothing asked yet, or what was asked before: the address holds the question sealed (`asked`)."""
    viewer, sealed = looking(request), request.GET.get("t", "")
    question = asked.opened(sealed, user_of(request), timezone.now()) if sealed else ""
    return render(request, "portal/search.html", _found(viewer, question, search_registry(viewer, question)))


@staff(*CASEWORK)
@examines
def search_ask(request: HttpRequest) -> HttpResponse:
    """People and employers; a number that is somebody's, typed or from a card reader, leads straight to their page.

    The question comes as a form, so that no number stands in an address; the results have one to go back to.
    """
    question = read_card(request.POST.get("q", ""))[: asked.LONGEST]
    viewer, htmx = looking(request), getattr(request, "htmx", False)
    found = search_registry(viewer, question)
    is_number = question.isascii() and any(letter.isdigit() for letter in question)
    if is_number and not htmx and len(found.people) + len(found.employers) == 1:
        one = (found.people or found.employers)[0]
        for card in cards_numbered(question).exclude(state=CardState.ISSUED):
            messages.warning(request, f"{CARD_KINDS[card.kind]}: {CARD_STATES[card.state]} ({card.since})")
        return redirect("person" if found.people else "employer", one.number)
    address = reverse("search")
    if question:
        address += f"?t={asked.sealed(question, user_of(request), timezone.now())}"
    if not htmx:
        return redirect(address)
    response = render(request, "portal/search.html#found", _found(viewer, question, found))
    response.headers["HX-Push-Url"] = address
    return response


search = answering(get=search_page, post=search_ask)


def _found(viewer: Viewer, question: str, found: Found) -> dict[str, Any]:
    merges = Merge.objects.filter(into__in=found.people, undone_at__isnull=True).select_related("record")
    others: dict[int, list[str]] = {person.pk: [] for person in found.people}
    heads = {person.pk: person.pk for person in found.people}
    for merge in merges if found.people else ():
        others[merge.into_id].append(merge.record.number)
        heads[merge.record_id] = merge.into_id
    employers: dict[int, list[Employer]] = {}
    for job in Employment.objects.filter(person__in=heads, ends_before__isnull=True).select_related("employer"):
        employers.setdefault(heads[job.person_id], []).append(job.employer)
    numbers = identifiers_of(found.people)
    people = [(person, numbers.get(person.pk), employers.get(person.pk, [])) for person in found.people]
    return {
        "query": question, "people": people, "others": others, "employers": found.employers, "is_cut": found.is_cut,
        "alike_url": open_page(viewer, "alike"),
    }  # fmt: skip


@staff(*CASEWORK)
@reads
def person(request: HttpRequest, number: str) -> HttpResponse:
    """Is this person insured, since when; every month; everything in time order. Any of their numbers leads here."""
    found = get_object_or_404(persons_seen_by(looking(request)), number=number)
    if (head := head_of(found)) != found:
        return redirect("person", head.number)
    return render(request, "portal/person.html", _person_page(request, found))


@staff(*CASEWORK)
@writes
def person_unmask(request: HttpRequest, number: str) -> HttpResponse:
    """Show one protected value of a person once, with a reason, recorded."""
    found = head_of(get_object_or_404(persons_seen_by(looking(request)), number=number))
    return _unmask(request, found, show_of_person, UNMASKED_OF_PERSON)


@staff(*CASEWORK)
@reads
def employer(request: HttpRequest, number: str) -> HttpResponse:
    """What the employer declared and owes, whom it insures, everything in time order."""
    found = get_object_or_404(employers_seen_by(looking(request)), number=number)
    return render(request, "portal/employer.html", _employer_page(request, found))


@staff(*CASEWORK)
@writes
def employer_unmask(request: HttpRequest, number: str) -> HttpResponse:
    """Show one protected value of an employer once, with a reason, recorded."""
    found = get_object_or_404(employers_seen_by(looking(request)), number=number)
    return _unmask(request, found, show_of_employer, UNMASKED_OF_EMPLOYER)


def _unmask(request: HttpRequest, found: Any, show: Any, fields: tuple[str, ...]) -> HttpResponse:
    """The page again with the value in full; nothing of it is kept in the browser."""
    field, is_person = request.POST.get("field", ""), isinstance(found, Person)
    if field not in fields:
        return redirect("person" if is_person else "employer", found.number)
    subject = {"person" if is_person else "employer": found}
    context, status = _person_page(request, found) if is_person else _employer_page(request, found), 200
    try:
        value = show(**subject, field=field, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now())
        context["shown"] = {field: value}
    except Refusal as refusal:
        context["refusal"], status = refusal, 422
    template = "portal/person.html" if is_person else "portal/employer.html"
    response = render(request, template, context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _person_page(request: HttpRequest, person: Person) -> dict[str, Any]:
    viewer, today = looking(request), timezone.localdate()
    periods, merged = periods_of(person.pk), merged_into(person)
    record = gather(person.pk, periods, viewer, today)
    credits = [credit for credit in credits_of(person.pk) if viewer.sees_insurance(credit.account)]
    newest = max((each.month for each in record.months if each.is_assessed), default=None)
    latest = [each for each in record.months if each.month == newest and each.is_assessed]
    latest.sort(key=lambda each: SCHEME_ORDER.index(each.insurance))
    return {
        "person": person,
        "today": today,
        "identifier": identifier_of(person),
        "cards": [
            (CARD_KINDS[each.kind], each.number, CARD_STATES[each.state])
            for each in Card.objects.filter(person__in=records_of(person.pk)).order_by("pk")
        ],
        "former_identifiers": person.identifiers.filter(ends_before__isnull=False).order_by("-ends_before"),
        "bank_card": bank_card_of(person),
        "merged": merged,
        "alike": [(each, each.other if each.one == person else each.one) for each in open_for(person)]
        if open_page(viewer, "alike")
        else [],
        "record": record,
        "employer": record.present_employer(periods),
        "newest": newest,
        "latest": latest,
        "latest_employer_fen": sum(each.employer_fen for each in latest),
        "latest_employee_fen": sum(each.employee_fen for each in latest),
        "five_url": open_page(viewer, "person_five", person.number),
        "letters_url": open_page(viewer, "person_letters", person.number),
        "visit_url": open_page(viewer, "visit_start", person.number),
        "agents_url": open_page(viewer, "person_agents", person.number),
        "reasons": REASONS.items(),
        "shown": {},
        **_desk(
            viewer,
            "person",
            person.number,
            *record.others.values(),
            others=_of_employments(viewer, [person, *(merge.record for merge in merged)]),
        ),
    } | _events(
        request,
        timeline.of_person([person, *(merge.record for merge in merged)], record, credits, folded=not _theme(request)),
        timeline.PERSON_THEMES,
    )


def _employer_page(request: HttpRequest, employer: Employer) -> dict[str, Any]:
    today = timezone.localdate()
    funds = funds_seen_by(looking(request), employer.region.path)
    months = months_billed(employer.pk, funds=funds)
    filings, receipts = list(filings_of(employer.pk)), list(receipts_of(employer.pk, funds))
    owed = owed_by(employer.pk, funds)
    people = Paginator(roster(employer.pk, Month.of(today)), PEOPLE_A_PAGE)
    return {
        "employer": employer,
        "today": today,
        "this_month": Month.of(today),
        "rate": employer.injury_rates.filter(starts_on__lte=today).order_by("-starts_on").first(),
        "months": [(each, each.state(today)) for each in months[:MOST_MONTHS]],
        "months_count": len(months),
        "filings": filings[:MOST_MONTHS],
        "filed_now": any(each.month == Month.of(today) and each.version for each in filings),
        "receipts": timeline.received_by_day(receipts)[:MOST_MONTHS],
        "rule": filing_rule(employer.pooling_region, Month.of(today)),
        "owed": owed,
        "owed_fen": sum(each.owed_fen for each in owed),
        "overdue": [each for each in owed if each.due_on < today],
        "people": people.get_page(request.GET.get("page")),
        "reasons": REASONS.items(),
        "shown": {},
        **_desk(looking(request), "employer", employer.number),
    } | _events(
        request,
        timeline.of_employer(employer, months, filings, receipts, folded=not _theme(request)),
        timeline.EMPLOYER_THEMES,
    )


Offers = list[tuple[str, str, str]]


def _of_employments(viewer: Viewer, records: Iterable[Person]) -> Offers:
    """What can be started about a person's present employments: code, title with the employer's name, address."""
    jobs = Employment.objects.filter(
        person__in=records, ends_before__isnull=True, employer__in=employers_seen_by(viewer)
    ).select_related("employer", "person")
    return [
        (
            matter.code,
            f"{matter.title} · {pick(job.employer, 'name')}",
            f"{reverse('matter_start', args=[matter.code, job.employer.number])}?number={job.person.number}",
        )
        for job in jobs.order_by("employer_id", "person_id")
        for matter in startable(viewer, "employer")
        if "number" in matter.form.linked
    ]


def _desk(viewer: Viewer, kind: str, *numbers: str, others: Offers | None = None) -> dict[str, Any]:
    """What is under way for the subject of the page, what a clerk can start for it now, and why not the rest."""
    subject = subjects.find(kind, numbers[:1])[numbers[0]]
    offered = offered_to(viewer, subject, timezone.localdate())
    offered = [each for each in offered if each[0].code != UNMERGE.code or len(numbers) > 1]
    return {
        "matters_url": open_page(viewer, "matters"),
        "under_way": [
            (case, matter_of(case.matter).title, open_page(viewer, "case", case.number))
            for case in under_way(viewer, kind, *numbers)
        ],
        "offers": grouped(
            [
                (matter.code, str(matter.title), reverse("matter_start", args=[matter.code, numbers[0]]))
                for matter, against in offered
                if not against
            ]
            + (others or [])
        ),
        "barred": [
            (
                matter.title,
                reverse("matter_start", args=[matter.code, numbers[0]]),
                [str(each.said) for each in against],
            )
            for matter, against in sorted(offered, key=lambda each: place_of(each[0].code))
            if against
        ],
        "states": STATES,
        "state_kinds": STATE_KINDS,
    }


def _theme(request: HttpRequest) -> str:
    return request.GET.get("theme", "")


def _events(request: HttpRequest, events: list[Event], themes: dict[str, Any]) -> dict[str, Any]:
    """The timeline as asked for: one theme or all, the newest or every one."""
    theme = _theme(request)
    wanted = [event for event in events if theme not in themes or event.theme == theme]
    newest = sorted(wanted, key=_newest_first, reverse=True)
    is_all = "all" in request.GET
    return {
        "years": by_year(newest if is_all else newest[:MOST_EVENTS]),
        "themes": themes.items(),
        "theme": theme if theme in themes else "",
        "events_left": 0 if is_all else max(len(newest) - MOST_EVENTS, 0),
    }


def _newest_first(event: Event) -> tuple[dt.date, int]:
    return event.on, event.order
