"use strict";
// The table of outlets: a press on a column's head sorts, the filter narrows, the button shows the folded rows.
const table = document.getElementById("outlets");
const body = table.tBodies[0];
const rows = [...body.rows].filter((row) => !row.classList.contains("all"));
const filter = document.getElementById("filter");
const more = document.getElementById("more");

// What a row is sorted by: names by their letters, bars by the share of their longest part, an empty cell below all.
function value(row, column) {
  const cell = row.cells[column];
  if (column === 0) return cell.textContent.toLowerCase();
  const widths = [...cell.querySelectorAll("rect:not(.track)")].map((part) => parseFloat(part.getAttribute("width")));
  if (widths.length) return Math.max(...widths);
  const number = parseFloat(cell.textContent.replace(/[,%<>]/g, ""));
  return Number.isNaN(number) ? -1 : number;
}

for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
  head.firstElementChild.addEventListener("click", () => {
    const before = head.getAttribute("aria-sort");
    const rising = column === 0 ? before !== "ascending" : before === "descending";
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
