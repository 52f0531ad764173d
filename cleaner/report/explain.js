"use strict";
// The legend's buttons show and hide blocks by role. A press with Shift, or a double click, shows that role alone.
const buttons = [...document.querySelectorAll("button[data-role]")];
const runs = [...document.querySelectorAll(".run")];

function show(roles) {
  for (const button of buttons) button.setAttribute("aria-pressed", String(roles.has(button.dataset.role)));
  for (const run of runs) run.classList.toggle("hidden", !roles.has(run.dataset.role));
}

function shown() {
  return new Set(buttons.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.dataset.role));
}

for (const button of buttons) {
  button.addEventListener("click", (event) => {
    const role = button.dataset.role;
    const roles = event.shiftKey ? new Set() : shown();
    if (roles.has(role)) roles.delete(role); else roles.add(role);
    show(roles);
  });
  button.addEventListener("dblclick", () => show(new Set([button.dataset.role])));
}

for (const button of document.querySelectorAll("button[data-group]")) {
  button.addEventListener("click", () => {
    const group = button.dataset.group;
    show(new Set(buttons.filter((b) => group === "all" || b.dataset.in === group).map((b) => b.dataset.role)));
  });
}

// The search shows the runs that hold the words, and opens what they are folded in.
const search = document.getElementById("search");
const folds = [...document.querySelectorAll("details")];

if (search) search.addEventListener("input", () => {
  const words = search.value.trim().toLowerCase();
  const hits = runs.filter((run) => run.textContent.toLowerCase().includes(words));
  for (const run of runs) run.classList.toggle("missed", words !== "" && !hits.includes(run));
  for (const fold of folds) fold.open = words !== "" && hits.some((run) => fold.contains(run));
  document.getElementById("found").textContent = words === "" ? "" : hits.length + " found";
});
