"use strict";
// The table of outlets: a press on a column's head sorts, the filter narrows, the button shows the folded rows.
const table = document.getElementById("outlets");
const body = table.tBodies[0];
const rows = [...body.rows].filter((row) => !row.classList.contains("all"));
const filter = document.getElementById("filter");
const more = document.getElementById("more");

function value(row, column) {
  const text = row.cells[column].textContent.trim();
  const number = parseFloat(text.replace(/[,%<>]/g, ""));
  return column > 0 && !Number.isNaN(number) ? number : text;
}

for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
  head.firstElementChild.addEventListener("click", () => {
    const rising = head.getAttribute("aria-sort") === "descending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", rising ? "ascending" : "descending");
    const order = rising ? 1 : -1;
    rows.sort((a, b) => {
      const [one, two] = [value(a, column), value(b, column)];
      return one === two ? 0 : (one < two ? -order : order);
    });
    rows.forEach((row, place) => row.classList.toggle("folded", place >= 30));
    body.append(...rows);
  });
}

filter.addEventListener("input", () => {
  const words = filter.value.trim().toLowerCase();
  table.classList.toggle("filtered", words !== "");
  for (const row of rows) row.classList.toggle("missed", !row.cells[0].textContent.toLowerCase().includes(words));
});

if (more) more.addEventListener("click", () => {
  const open = table.classList.toggle("open");
  more.setAttribute("aria-expanded", String(open));
});
