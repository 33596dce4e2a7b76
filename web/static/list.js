// The list of runs by keys: j k move, x chooses, Enter opens, / asks. One row is a tab stop at a time.

export function list() {
  const form = () => document.getElementById("runs");
  const rows = () => [...(form()?.querySelectorAll("tr[data-row]") ?? [])];
  let at = -1;

  const mark = () => {
    const all = rows();
    all.forEach((row, i) => {
      row.classList.toggle("at", i === at);
      const stop = i === Math.max(at, 0);
      for (const each of row.querySelectorAll("a, input")) each.tabIndex = stop ? 0 : -1;
    });
  };
  const go = (to) => {
    const all = rows();
    at = Math.max(0, Math.min(all.length - 1, to));
    mark();
    all[at]?.querySelector("td.name a").focus();
  };
  const count = () => {
    const place = document.getElementById("count");
    if (!place) return;
    const ticked = [...form().querySelectorAll("input[name=runs]:checked")];
    const runs = ticked.reduce((sum, box) => sum + box.value.split(",").length, 0);
    place.textContent = runs ? `${runs} chosen` : "";
  };
  // the box completes the clause that is being typed, and keeps those before it
  const ask = document.querySelector("#ask input[name=q]");
  const options = [...(ask?.list?.options ?? [])];
  const hints = options.map((each) => each.value);
  const complete = () => {
    const [, before] = /^(.*(?:\s|\())?\S*$/s.exec(ask.value) ?? [];
    options.forEach((each, i) => {
      each.value = (before ?? "") + hints[i];
    });
  };
  ask?.addEventListener("input", complete);
  if (form()) mark();
  document.addEventListener("pke:shown", () => {
    mark();
    count();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("#runs input[name=runs]")) count();
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest?.("#runs tr[data-row]");
    if (row) {
      at = rows().indexOf(row);
      mark();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const box = rows()[at]?.querySelector("input[name=runs]");
    const keys = {
      "/": () => document.querySelector("#ask input[name=q]")?.focus(),
      j: () => go(at + 1),
      k: () => go(at - 1),
      x: () => box?.click(),
    };
    if (!form() || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}
