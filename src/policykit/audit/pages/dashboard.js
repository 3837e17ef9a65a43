"use strict";
// Without this script every table is whole and in the order of the names; with it each can be put in another order.
const said = document.getElementById("said");
const value = (row, place) => row.cells[place].textContent.trim();
const compared = (one, other) => {
  const numbers = one !== "" && other !== "" && !isNaN(one) && !isNaN(other);
  return numbers ? one - other : one.localeCompare(other, "en-GB", { numeric: true });
};
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...table.tBodies[0].rows];
      rows.sort((one, other) => (down ? -1 : 1) * compared(value(one, place), value(other, place)));
      table.tBodies[0].append(...rows);
      said.textContent = `Sorted by ${button.textContent.trim()}, ${down ? "last" : "first"} to ${down ? "first" : "last"}.`;
    });
  });
}
const shown = () => {
  const aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (aim instanceof HTMLDetailsElement) { aim.open = true; }
};
window.addEventListener("hashchange", shown);
shown();
