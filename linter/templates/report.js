// The report can be read without this. It adds the filter, the choice of light or dark, and opens what a link leads to.
"use strict";
(() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  root.classList.add("scripted");

  // Light or dark: as the system has it, until somebody says otherwise; kept where the browser lets us.
  const theme = $("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const name = () => { theme.textContent = isDark() ? "Light" : "Dark"; theme.setAttribute("aria-label", `Use ${isDark() ? "light" : "dark"} colours`); };
  try {
    const kept = localStorage.getItem("carelint-theme");
    if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  } catch { /* a browser that keeps nothing for files */ }
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("carelint-theme", root.dataset.theme); } catch { /* as above */ }
    name();
  });
  system.addEventListener("change", name);
  name();
  theme.hidden = false;

  // A link into a closed page opens it, and what it leads to gets the focus.
  const openFor = (target) => { for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true; };
  const follow = () => {
    const target = location.hash.length > 1 && $(location.hash.slice(1));
    if (!target) return;
    if (target.classList.contains("page")) target.querySelector("details.body").open = true;
    openFor(target);
    if (target.closest("[hidden]")) form.reset();
    target.scrollIntoView();
    requestAnimationFrame(() => target.scrollIntoView()); // what was closed has its real height now
    (target.querySelector(":scope > p > .num") || target).focus({ preventScroll: true });
  };

  // The filter. What it reads is gathered when it is first used.
  const form = $("filter"), words = $("words"), family = $("family"), shown = $("shown");
  let pages = null;
  const gather = () => [...document.querySelectorAll("article.page")].map((article) => ({
    article,
    row: document.querySelector(`tr[data-page="${article.id.slice(1)}"]`),
    path: article.dataset.path.toLowerCase(),
    notes: [...article.querySelectorAll(".note")].map((element) => ({
      element,
      number: element.id.split("f")[1],
      ref: $(element.id.replace("f", "m")),
      severity: ["error", "warning", "suggestion"].find((one) => element.classList.contains(one)),
      family: element.dataset.family,
      text: element.textContent.toLowerCase(),
    })),
    marks: [...article.querySelectorAll("[data-f]")],
  }));
  const order = ["error", "warning", "suggestion"];
  const number = new Intl.NumberFormat("en");
  const some = (count, noun) => `${number.format(count)} ${noun}${count === 1 ? "" : "s"}`;
  const apply = () => {
    pages ||= gather();
    const wanted = new Set([...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value));
    const query = words.value.trim().toLowerCase();
    const all = !query && !family.value && wanted.size === order.length;
    let findings = 0, on = 0, total = 0;
    for (const page of pages) {
      const named = query && page.path.includes(query);
      const kept = new Map();
      for (const note of page.notes) {
        const fits = wanted.has(note.severity) && (!family.value || note.family === family.value)
          && (!query || named || note.text.includes(query));
        note.element.hidden = !fits;
        if (note.ref) note.ref.hidden = !fits;
        if (fits) kept.set(note.number, note.severity);
      }
      for (const mark of page.marks) {
        const left = mark.dataset.f.split(" ").map((one) => kept.get(one));
        mark.classList.remove(...order, "off");
        mark.classList.add(order.find((one) => left.includes(one)) || "off");
      }
      total += page.notes.length;
      findings += kept.size;
      const show = all || kept.size > 0;
      on += show ? 1 : 0;
      page.article.hidden = !show;
      if (page.row) page.row.hidden = !show;
    }
    shown.textContent = all ? "" : findings ? `${some(findings, "finding")} of ${number.format(total)}, on ${some(on, "page")}` : "Nothing fits. Show all, or ask for less.";
  };
  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); };
  words.addEventListener("input", soon);
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  form.hidden = false;

  const opener = $("open-all");
  opener?.addEventListener("click", () => {
    const open = opener.getAttribute("aria-pressed") !== "true";
    for (const body of document.querySelectorAll("article:not([hidden]) > details.body")) body.open = open;
    opener.setAttribute("aria-pressed", open);
  });

  // The place of a note lights up while somebody is at it.
  const light = (event) => {
    const note = event.target.closest?.(".note");
    for (const mark of document.querySelectorAll("mark.on")) mark.classList.remove("on");
    if (!note) return;
    const number = note.id.split("f")[1];
    for (const mark of note.closest("article").querySelectorAll(`mark[data-f~="${number}"]`)) mark.classList.add("on");
  };
  document.addEventListener("mouseover", light);
  document.addEventListener("focusin", light);

  // On paper everything is open; afterwards it is as it was.
  let closed = [];
  addEventListener("beforeprint", () => { closed = [...document.querySelectorAll("details:not([open])")]; for (const one of closed) one.open = true; });
  addEventListener("afterprint", () => { for (const one of closed) one.open = false; });

  addEventListener("hashchange", follow);
  follow();
})();
