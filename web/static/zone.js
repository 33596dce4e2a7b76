// Times as the reader's clock has them; the exact one, as it is recorded, under the pointer.
const own = new Intl.DateTimeFormat("sv-SE", {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "shortOffset",
});

export function zone(page = document) {
  for (const each of page.querySelectorAll("time[datetime]:not([title])")) {
    const at = new Date(each.getAttribute("datetime"));
    if (Number.isNaN(at.getTime())) continue;
    each.title = `${each.getAttribute("datetime").replace(/Z$/, "")} UTC`;
    each.textContent = own.format(at).replace(/ (GMT(\+0)?|UTC)$/, " UTC");
  }
}
