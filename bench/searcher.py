"""One client of the search bench: asks as a clerk's page does, and reports what each question took."""

import json
import os
import random
import sys
import time

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siadmin.settings")
    django.setup()
    from django.db import connection
    from django.test import RequestFactory
    from django.urls import resolve, reverse
    from django.utils import timezone

    from bench import search
    from bench.processes import Spent
    from bench.tables import use
    from enrollment.registry.models import Person
    from enrollment.registry.selectors import viewer_of
    from siadmin.agency.models import User
    from siadmin.kernel.memory import keep_what_is_loaded

    name, people, number = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    use(name)
    chance, factory = random.Random(number), RequestFactory()
    user = User.objects.get(username=search.USERNAME)
    viewer = viewer_of(user, on=timezone.localdate())

    def answered(path: str, question: str = "") -> bytes:
        """The page, through its view and template, for this clerk; a search as the search box sends it."""
        request = factory.post(path, {"q": question}) if question else factory.get(path)
        request.user, request.viewer, request.htmx = user, viewer, bool(question)  # type: ignore[attr-defined]
        request.resolver_match = resolve(path)
        view, arguments = request.resolver_match.func, request.resolver_match.kwargs
        content: bytes = view(request, **arguments).content
        return content

    kinds = ("number", "our_number", "phone", "name", "family_name", "pinyin", "initials")
    questions = []
    for n in range(min(search.QUESTIONS, people // search.PEOPLE_A_QUESTION)):
        whom: Person = search.somebody(chance, people)
        asked = {
            "number": search.number_of(whom.pk), "our_number": whom.number, "phone": search.phone_of(whom.pk),
            "name": whom.name, "family_name": whom.name[:1], "pinyin": whom.pinyin, "initials": whom.initials,
        }  # fmt: skip
        kind = kinds[n % len(kinds)]
        questions.append((kind, asked[kind], whom.number))
    path = reverse("search")
    answered(path, "王伟")
    keep_what_is_loaded()
    print(json.dumps({"ready": True}), flush=True)
    sys.stdin.readline()
    spent, took = Spent(connection.connection), []
    time.sleep(number * search.PAUSE / search.CLIENTS)
    for kind, question, whose in questions:
        began = time.perf_counter()
        content = answered(path, question)
        took.append((kind, (time.perf_counter() - began) * 1000))
        if kind in ("number", "phone", "our_number") and whose.encode() not in content:
            raise RuntimeError(f"{kind} did not find {whose}")
        time.sleep(search.PAUSE)
    cpu, pages = spent.seconds(), []
    page = reverse("person", args=[Person.objects.get(pk=1).number])
    for _ in range(search.PAGES if number == 0 else 0):
        began = time.perf_counter()
        answered(page)
        pages.append((time.perf_counter() - began) * 1000)
    print(json.dumps({"took": took, "pages": pages, "cpu_seconds": cpu}), flush=True)


if __name__ == "__main__":
    main()
