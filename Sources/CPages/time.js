// Shows the times of a page in the reader's zone, with UTC in the title.
const zone = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "long" });

function showTime(element, time) {
  const text = zone.format(new Date(time));
  element.dateTime = time;
  element.title = `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`;
  if (element.textContent !== text) element.textContent = text;
}

for (const element of document.querySelectorAll("time[datetime]")) showTime(element, element.dateTime);
