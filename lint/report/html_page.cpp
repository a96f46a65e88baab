#include "lint/report/html_page.hpp"

namespace lint::report {

const std::string_view kHtmlStyle = R"(
:root { color-scheme: light dark; --back: #ffffff; --panel: #f3f4f6; --line: #d0d4da;
  --ink: #1b1f24; --soft: #4b535d; --link: #0a4fb3; --bad: #b3261e; --unsure: #7a4f00;
  --none: #5a616b; --good: #1b6e3c; --mark: #ffe08a; --on-mark: #1b1f24; }
@media (prefers-color-scheme: dark) {
  :root { --back: #14171b; --panel: #1f242a; --line: #3a424c; --ink: #e8eaed; --soft: #b4bbc4;
    --link: #8ab8ff; --bad: #ff9187; --unsure: #f0bf5a; --none: #b4bbc4; --good: #7fd69a;
    --mark: #6b5200; --on-mark: #ffffff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem; background: var(--back);
  color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: .5rem 0; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
p { margin: .25rem 0 .5rem; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
pre { margin: .25rem 0; padding: .4rem .6rem; overflow-x: auto; background: var(--panel);
  border: 1px solid var(--line); border-radius: 4px; overflow-wrap: normal; }
pre b { font-weight: inherit; background: var(--mark); color: var(--on-mark); }
.soft, caption { color: var(--soft); }
.tiles { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; list-style: none; }
.tiles li { flex: 1 1 8rem; padding: .6rem .8rem; background: var(--panel);
  border: 1px solid var(--line); border-radius: 6px; }
.tiles b { display: block; font-size: 1.6rem; line-height: 1.2; }
.bars { padding: 0; list-style: none; }
.bars li { display: grid; grid-template-columns: 13rem 1fr 4rem; gap: .1rem .75rem;
  align-items: center; margin: .35rem 0; }
.bars .count { text-align: right; font-variant-numeric: tabular-nums; }
.bars .words { grid-column: 2 / 4; color: var(--soft); font-size: .875rem; }
.track { display: flex; gap: 1px; height: 1rem; background: var(--panel);
  border-radius: 3px; overflow: hidden; }
.fill { display: block; min-width: 2px; background: var(--none); -webkit-print-color-adjust: exact;
  print-color-adjust: exact; }
.fill.bad { background: var(--bad); } .fill.unsure { background: var(--unsure); }
.fill.good { background: var(--good); }
b.bad, td .bad { color: var(--bad); font-weight: 600; }
b.unsure, td .unsure { color: var(--unsure); font-weight: 600; }
td .none { color: var(--none); } td .good { color: var(--good); }
.findings { padding: 0; list-style: none; }
.findings li { margin: .75rem 0; }
table { width: 100%; border-collapse: collapse; font-size: .925rem; }
caption { text-align: left; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0;
  border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
td:nth-child(2), td:nth-child(4), td:nth-child(5) { overflow-wrap: anywhere; }
.filter { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; }
.filter input, .filter select { font: inherit; max-width: 100%; padding: .25rem .4rem;
  color: var(--ink); background: var(--back); border: 1px solid var(--soft); border-radius: 4px; }
@media (min-width: 46.01rem) { td:nth-child(4) { min-width: 13rem; } }
@media (max-width: 46rem) {
  .bars li { grid-template-columns: 1fr auto; }
  .bars .track { grid-column: 1 / 3; grid-row: 2; } .bars .words { grid-column: 1 / 3; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, td, caption { display: block; }
  tr[hidden] { display: none; }
  tbody tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  td { padding: .1rem 0; border: 0; }
  td:empty { display: none; }
  td::before { content: attr(data-label) ": "; color: var(--soft); } }
@media print {
  :root { --back: #ffffff; --panel: #f3f4f6; --line: #b0b4ba; --ink: #000000; --soft: #333333;
    --link: #000000; --bad: #b3261e; --unsure: #7a4f00; --none: #5a616b; --good: #1b6e3c;
    --mark: #ffe08a; --on-mark: #000000; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .filter, .contents { display: none; } tr[hidden] { display: table-row; }
  pre { white-space: pre-wrap; } tr, .findings li, .bars li { break-inside: avoid; } }
)";

const std::string_view kHtmlScript = R"(
(function () {
  var table = document.getElementById("containers");
  if (!table) return;
  var rows = Array.prototype.slice.call(table.tBodies[0].rows);
  function labelled(text, control) {
    var label = document.createElement("label");
    label.textContent = text + " ";
    label.appendChild(control);
    return label;
  }
  var words = document.createElement("input");
  words.type = "search";
  var states = document.createElement("select");
  function add(state, text) {
    var option = document.createElement("option");
    option.value = state;
    option.textContent = text;
    states.appendChild(option);
  }
  add("", "all");
  var known = {};
  rows.forEach(function (row) { known[row.getAttribute("data-state")] = true; });
  Object.keys(known).sort().forEach(function (state) { add(state, state); });
  var count = document.createElement("output");
  function apply() {
    var wanted = words.value.toLowerCase().split(" ");
    var shown = 0;
    rows.forEach(function (row) {
      var text = row.textContent.toLowerCase();
      var fits = wanted.every(function (word) { return text.indexOf(word) !== -1; });
      if (states.value) fits = row.getAttribute("data-state") === states.value ? fits : false;
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    count.textContent = shown + " of " + rows.length + " containers";
  }
  var box = document.createElement("div");
  box.className = "filter";
  box.appendChild(labelled("Words", words));
  box.appendChild(labelled("State", states));
  box.appendChild(count);
  table.parentNode.insertBefore(box, table);
  words.addEventListener("input", apply);
  states.addEventListener("change", apply);
  apply();
})();
)";

}  // namespace lint::report
