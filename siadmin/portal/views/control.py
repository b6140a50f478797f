"""Control: the trail of what everybody did, and whether what must always be true is true."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from siadmin.agency.access import acting, looking, open_page, reads, staff, writes
from siadmin.agency.actions import verify_promises
from siadmin.agency.models import Act, Region, User
from siadmin.agency.posts import Post
from siadmin.kernel import invariants
from siadmin.kernel.language import chosen
from siadmin.portal.act_names import ACT_NAMES, SUBJECT_NAMES
from siadmin.portal.trail_reach import acts_seen_by
from siadmin.portal.trail_words import actors_of, details_of, labels_of, places_in

CONTROLLERS = (Post.AUDITOR, Post.ADMINISTRATOR)
ACTS_A_PAGE = 50
SUBJECT_PAGES = {
    "person": "person",
    "employer": "employer",
    "run": "run",
    "receipt": "receipt",
    "case": "case",
    "history_file": "history_file",
}


class TrailFilter(forms.Form):
    """Which acts to list; everything may be left open."""

    who = forms.CharField(label=gettext_lazy("Who"), required=False, max_length=60)
    code = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    subject = forms.CharField(label=gettext_lazy("On what"), required=False, max_length=80)
    first = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last = forms.DateField(
        label=gettext_lazy("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["code"]
        assert isinstance(choice, forms.ChoiceField)
        names = sorted(((code, str(name)) for code, name in ACT_NAMES.items()), key=lambda pair: pair[1])
        choice.choices = [("", gettext_lazy("all")), *names]


@staff(*CONTROLLERS)
@reads
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what, when, to whom, why: of the viewer's offices and of what lies in their reach."""
    viewer = acting(request)
    form = TrailFilter(request.GET)
    page = Paginator(_filtered(acts_seen_by(viewer), form), ACTS_A_PAGE).get_page(request.GET.get("page"))
    acts = list(page)
    labels, names, places = labels_of(acts), actors_of(acts), places_in(acts)
    return render(
        request,
        "portal/trail.html",
        {
            "form": form,
            "is_filtered": form.is_valid() and any(form.cleaned_data.values()),
            "page": page,
            "count": page.paginator.count,
            "newest": acts[0] if acts else None,
            "rows": [
                _row(request, act, labels, places) | {"who": names.get(act.actor_id or 0, act.actor_name)}
                for act in acts
            ],
        },
    )


def _filtered(acts: QuerySet[Act], form: TrailFilter) -> QuerySet[Act]:
    form.is_valid()
    wanted = form.cleaned_data
    if who := wanted.get("who", "").strip():
        users = User.objects.filter(Q(username=who) | Q(display_name=who) | Q(display_name_en__iexact=who))
        acts = acts.filter(Q(actor_id__in=users.values("pk")) | Q(actor_name=who))
    if code := wanted.get("code"):
        acts = acts.filter(code=code)
    if subject := wanted.get("subject", "").strip():
        acts = acts.filter(subject=subject)
    if first := wanted.get("first"):
        acts = acts.filter(at__date__gte=first)
    if last := wanted.get("last"):
        acts = acts.filter(at__date__lte=last)
    return acts


def _row(
    request: HttpRequest, act: Act, labels: dict[tuple[str, str], str], places: dict[str, Region]
) -> dict[str, Any]:
    page = SUBJECT_PAGES.get(act.subject_kind)
    return {
        "act": act,
        "name": ACT_NAMES.get(act.code, act.code),
        "label": labels.get((act.subject_kind, act.subject), act.subject),
        "kind": SUBJECT_NAMES.get(act.subject_kind, act.subject_kind),
        "url": open_page(looking(request), page, act.subject) if page else "",
        "details": details_of(act.detail, places),
    }


@staff(*CONTROLLERS)
@reads
def promises(request: HttpRequest) -> HttpResponse:
    """What must always be true, and when it was last checked."""
    last = Act.objects.filter(code="promises_verified").order_by("-at").first()
    shown = {"promises": invariants.promises(), "last": last, "heading": _before(last)}
    return render(request, "portal/promises.html", shown)


def _before(last: Act | None) -> str:
    count = len(invariants.promises())
    if last is None:
        return chosen(
            zh=f"{count} 条约束，还没有在这里检查过", en=f"{count} promises; nobody has checked them here yet"
        )
    broken, on = last.detail.get("broken", 0), timezone.localdate(last.at)
    if broken:
        return chosen(zh=f"{on} 检查：{broken} 条不成立", en=f"Checked on {on}: {broken} did not hold")
    return chosen(zh=f"{on} 检查：全部成立", en=f"Checked on {on}: every promise held")


@staff(*CONTROLLERS)
@writes
def promises_check(request: HttpRequest) -> HttpResponse:
    """Check every promise now and name what breaks it; that it was checked is recorded."""
    assert isinstance(request.user, User)
    findings = verify_promises(by=request.user, at=timezone.now())
    broken = sum(not finding.holds for finding in findings)
    offenders = sum(len(finding.offenders) + finding.more for finding in findings)
    return render(
        request, "portal/promises.html", {"findings": findings, "heading": _after(len(findings), broken, offenders)}
    )


def _after(count: int, broken: int, offenders: int) -> str:
    if not broken:
        return chosen(zh=f"{count} 条约束全部成立", en=f"All {count} promises hold")
    return chosen(
        zh=f"{count} 条约束中 {broken} 条不成立，共 {offenders} 处",
        en=f"{broken} of {count} promises {'does' if broken == 1 else 'do'} not hold; rows to look at: {offenders}",
    )
