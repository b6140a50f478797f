/* Spares clicks and keystrokes; every page works without it. */
"use strict";

(() => {
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

  // On a narrow screen the navigation is one row that scrolls: it opens where one is.
  document.addEventListener("DOMContentLoaded", () => {
    const nav = document.querySelector(".nav-wrap");
    const here = nav?.querySelector("[aria-current]");
    if (here && nav.scrollWidth > nav.clientWidth) {
      nav.scrollLeft = here.offsetLeft - nav.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2;
    }
  });

  const step = (by) => {
    const rows = [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
    if (rows.length === 0) return;
    const here = rows.indexOf(document.activeElement);
    const next = here === -1 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + by, 0), rows.length - 1);
    rows[next].focus();
  };

  // In a grid of amounts Enter and the arrows move down and up instead of sending the form.
  const moved = (event) => {
    const by = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || !event.target.matches("input.amount")) return false;
    event.preventDefault();
    const amounts = [...event.target.closest("[data-grid]").querySelectorAll("input.amount")];
    const next = amounts[amounts.indexOf(event.target) + by];
    if (next) {
      next.focus();
      next.select();
    }
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      document.querySelectorAll("details.unmask[open]").forEach((open) => {
        open.removeAttribute("open");
        open.querySelector("summary").focus();
      });
      return;
    }
    if (event.target.closest("[data-grid]") && moved(event)) return;
    const search = document.querySelector("[data-search]");
    if (event.key === "ArrowDown" && event.target === search) {
      event.preventDefault();
      step(1);
      return;
    }
    if (typing(event.target)) return;
    if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "j" || event.key === "J") {
      step(1);
    } else if (event.key === "k" || event.key === "K") {
      step(-1);
    }
  });

  // What is typed and not sent stays typed when the language changes. It waits in this tab only, until the page is back.
  const KEPT = "typed before the language changed";
  const fields = (form) => [...form.elements].filter(
    (field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type));
  const typed = () => [...document.querySelectorAll("main form")].map((form) => ({
    action: form.getAttribute("action"),
    values: fields(form).map((field) => [field.name, field.value, field.checked === true]),
  })).filter((form) => form.values.length > 0);

  const putBack = (kept) => {
    document.querySelectorAll("main form").forEach((form) => {
      const before = kept.find((each) => each.action === form.getAttribute("action"));
      if (!before) return;
      fields(form).forEach((field) => {
        if (["checkbox", "radio"].includes(field.type)) {
          const same = before.values.find(([name, value]) => name === field.name && value === field.value);
          if (same) field.checked = same[2];
        } else {
          const same = before.values.find(([name]) => name === field.name);
          if (same) field.value = same[1];
        }
      });
    });
  };

  document.querySelectorAll("form.lang").forEach((form) => form.addEventListener("submit", () => {
    const next = form.elements.next.value;
    sessionStorage.setItem(KEPT, JSON.stringify({ next, forms: typed() }));
  }));
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
  sessionStorage.removeItem(KEPT);
  if (kept && kept.next.split("?")[0] === location.pathname) putBack(kept.forms);

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  // What only works with a script is shown only with a script.
  document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
})();
