// From a printed figure to where it comes from: a panel beside the paper, filled from the evidence in the page.
// Without this script each figure is a plain link to its entry in the evidence annex.
(() => {
  "use strict";
  const HINT = "Click a figure to see where it comes from. For the keyboard, show sources: each becomes a link.";
  const { figures, sources } = JSON.parse(document.getElementById("evidence").textContent);
  const MOST_CELLS = 40;
  const known = (id) => Object.hasOwn(figures, id);

  // Every word goes in as text: what a source cell holds is never read as markup.
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  // What the panel says of one figure //

  const numbers = (text) => make("span", { class: "figures" }, text);

  function terms(pairs) {
    const given = pairs.filter(([, value]) => value);
    return make("dl", {}, ...given.flatMap(([term, value]) => [make("dt", {}, term), make("dd", {}, value)]));
  }

  // A step between two figures may have neither a label nor a form to be printed in.
  const title = ({ label, formula }) => label || formula;
  const shown = (node) => node.display || node.exact;

  function section(title, ...content) {
    return content.length ? [make("h3", {}, title), ...content] : [];
  }

  function input(id) {
    if (!known(id)) return make("li", {}, id);
    const link = make("a", { href: `#evidence-${id}`, "data-figure": id }, title(figures[id]));
    return make("li", {}, link, ": ", numbers(shown(figures[id])));
  }

  function inputs({ inputs = [] }) {
    return inputs.length ? [make("ul", {}, ...[...new Set(inputs)].map(input))] : [];
  }

  function linked(id, text) {
    return document.getElementById(id) ? make("a", { href: `#${id}` }, text) : text;
  }

  function file({ path, sheet }) {
    const source = sources.find((each) => each.path === path && each.sheet === sheet);
    const name = make("span", {}, source ? linked(`source-${source.id}-${source.table.replaceAll("_", "-")}`, path) : path);
    if (sheet) name.append(`, sheet ${sheet}`);
    return name;
  }

  function asWritten({ raw, correction }) {
    const cell = make("td", { class: "figures" }, raw);
    if (correction) cell.append(make("p", {}, `Corrected: ${correction}`));
    return cell;
  }

  function cellRow(cell) {
    return make("tr", {}, make("th", { scope: "row" }, cell.cell), make("td", {}, cell.names), asWritten(cell));
  }

  function cellTable(cells) {
    const heads = ["Cell", "Row and column", "As written"].map((head) => make("th", { scope: "col" }, head));
    return make(
      "table", {},
      make("caption", {}, file(cells[0])),
      make("thead", {}, make("tr", {}, ...heads)),
      make("tbody", {}, ...cells.map(cellRow)),
    );
  }

  function cellTables({ cells = [] }) {
    const sheets = new Map();
    for (const cell of cells) {
      const sheet = JSON.stringify([cell.path, cell.sheet]);
      sheets.set(sheet, [...(sheets.get(sheet) ?? []), cell]);
    }
    return [...sheets.values()].map(cellTable);
  }

  // The cells that a figure was read from, and those that its inputs rest on, nearest first.
  function cellsBelow(id) {
    const found = new Map();
    const seen = new Set();
    const waiting = [id];
    while (waiting.length) {
      const next = waiting.shift();
      if (seen.has(next) || !known(next)) continue;
      seen.add(next);
      for (const cell of figures[next].cells ?? []) found.set(JSON.stringify([cell.path, cell.sheet, cell.cell]), cell);
      waiting.push(...(figures[next].inputs ?? []));
    }
    return [...found.values()];
  }

  function sourceCells(id) {
    const cells = cellsBelow(id);
    const more = cells.length - MOST_CELLS;
    const rest = more > 0 ? [make("p", {}, `And ${more} more: follow what it is worked out from.`)] : [];
    return [...cellTables({ cells: cells.slice(0, MOST_CELLS) }), ...rest];
  }

  function selection({ selection: chosen }) {
    if (!chosen) return [];
    return [terms([
      ["File", file(chosen)],
      ["Column", `${chosen.column} (${chosen.names})`],
      ["Rows", numbers([chosen.rows].flat().join(", "))],
      ["Cells", numbers(String(chosen.count))],
    ])];
  }

  function parameter({ parameter: used }) {
    return used ? [terms([["Name", used.name], ["Edition", used.edition], ["Citation", used.citation]])] : [];
  }

  function literal({ literal: declared }) {
    return declared ? [make("p", {}, declared.reason)] : [];
  }

  function account(id, printed) {
    const node = figures[id];
    return [
      terms([
        ["Printed", make("strong", { class: "figures" }, printed)],
        ["Exact value", node.unit !== "text" && numbers(node.exact)],
        ["Formula", node.formula],
        ["With numbers", node.with_numbers && numbers(node.with_numbers)],
      ]),
      ...section("Worked out from", ...inputs(node)),
      ...section("Source cells", ...selection(node), ...sourceCells(id)),
      ...section("Parameter", ...parameter(node)),
      ...section("Declared in the paper’s settings", ...literal(node)),
      make("p", {}, linked(`evidence-${id}`, "The same in the evidence annex")),
    ];
  }

  // The panel //

  const name = make("p", { id: "panel-name" }, "Where it comes from");
  const heading = make("h2", { tabindex: "-1" });
  const body = make("div", { class: "panel-body" });
  const back = make("button", { type: "button" }, "Back");
  const close = make("button", { type: "button" }, "Close");
  const bar = make("div", { class: "panel-bar" }, back, name, close);
  const panel = make("aside", { class: "panel", "aria-labelledby": "panel-name", hidden: "" }, bar, body);
  let opener = null;
  let trail = [];

  function show() {
    const [id, printed] = trail.at(-1);
    heading.textContent = title(figures[id]);
    body.replaceChildren(heading, ...account(id, printed));
    body.scrollTop = 0;
    back.hidden = trail.length === 1;
    heading.focus();
  }

  function printedAt(place) {
    const shown = place.querySelector("[aria-hidden=true]") ?? place;
    return shown.textContent.trim().replace(/\s+/g, " ");
  }

  // The paper makes room for the panel: what is looked at stays where it is.
  function keepInPlace(element, change) {
    const before = element.getBoundingClientRect().top;
    change();
    window.scrollBy(0, element.getBoundingClientRect().top - before);
  }

  function mark(place) {
    opener?.classList.remove("opened");
    place?.classList.add("opened");
    opener = place;
  }

  function openAt(place) {
    mark(place);
    trail = [[place.dataset.figure, printedAt(place)]];
    keepInPlace(place, () => { panel.hidden = false; });
    place.scrollIntoView({ block: "nearest", inline: "nearest" });
    show();
  }

  function follow(id) {
    trail.push([id, shown(figures[id])]);
    show();
  }

  function goBack() {
    const [left] = trail.pop();
    show();
    body.querySelector(`[data-figure="${left}"]`)?.focus();
  }

  // A figure that is no link can take the focus only while it has it. A chart is one picture to a screen reader, so
  // there the focus goes to the box around it.
  function focusOn(place) {
    const target = place.closest("svg")?.closest("[tabindex]") ?? place.querySelector("a") ?? place;
    if (!target.href && !target.hasAttribute("tabindex")) {
      target.tabIndex = -1;
      target.addEventListener("blur", () => { if (!target.href) target.removeAttribute("tabindex"); }, { once: true });
    }
    target.focus();
  }

  function shut(returning) {
    const place = opener;
    mark(null);
    keepInPlace(returning ? place : document.activeElement, () => { panel.hidden = true; });
    if (returning) focusOn(place);
  }

  // The switch //

  const links = [...document.querySelectorAll(".traced a")].map((link) => [link, link.getAttribute("href")]);
  const button = make("button", { type: "button", "aria-describedby": "sources-hint" }, "Show sources");
  const hint = make("span", { id: "sources-hint" }, HINT);

  function showSources(on) {
    for (const [link, address] of links) {
      if (on) link.setAttribute("href", address);
      else link.removeAttribute("href");
      if (on) link.tabIndex = 0;
      else link.removeAttribute("tabindex");
    }
    document.documentElement.classList.toggle("sources-shown", on);
    button.setAttribute("aria-pressed", String(on));
  }

  // What readers do //

  const marking = (event) => event.detail > 0 && !document.getSelection().isCollapsed;
  const elsewhere = (event) => event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;

  function clicked(event) {
    const place = event.target.closest("[data-figure]");
    if (!place || !known(place.dataset.figure) || marking(event) || elsewhere(event)) return;
    event.preventDefault();
    if (panel.contains(place)) follow(place.dataset.figure);
    else openAt(place);
  }

  function pressed(event) {
    if (event.key === "Escape" && !panel.hidden) shut(panel.contains(document.activeElement));
  }

  document.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed);
  back.addEventListener("click", goBack);
  close.addEventListener("click", () => shut(true));
  button.addEventListener("click", () => showSources(button.getAttribute("aria-pressed") === "false"));

  const contents = document.querySelector("main > nav") ?? document.querySelector("main > h1").nextSibling;
  contents.before(make("p", { class: "sources" }, button, " ", hint));
  document.body.append(panel);
  showSources(false);
})();
