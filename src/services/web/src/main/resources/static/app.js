const ADDRESS = "/api/messages";
const READING_MILLIS = 5_000;
const POSTING_MILLIS = 15_000;

const part = (id) => document.getElementById(id);
const form = part("form");
const list = part("messages");
const button = form?.querySelector("button");
const fields = form ? [form.elements.author, form.elements.text] : [];
let posting = false;

const clock = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** The server does not know the reader's time zone; the browser does. */
function showLocalTime(time) {
  const instant = new Date(time.dateTime);
  if (!Number.isNaN(instant.getTime())) {
    time.title = time.dateTime;
    time.textContent = clock.format(instant);
  }
}

function listItem({ author, text, createdAt }) {
  const item = part("message").content.firstElementChild.cloneNode(true);
  item.querySelector(".author").textContent = author;
  item.querySelector(".text").textContent = text;
  const time = item.querySelector("time");
  time.dateTime = createdAt;
  showLocalTime(time);
  return item;
}

function showList(available) {
  part("unavailable").hidden = available;
  list.hidden = list.children.length === 0;
  part("empty").hidden = !available || !list.hidden;
}

/** Reads the messages again; false if the api still does not answer. */
async function refresh() {
  try {
    const answer = await fetch(ADDRESS, { signal: AbortSignal.timeout(READING_MILLIS) });
    const { messages } = await answer.json();
    list.replaceChildren(...messages.map(listItem));
    showList(true);
    return true;
  } catch {
    return false;
  }
}

async function tryAgain(event) {
  event.preventDefault();
  const hadFocus = document.activeElement === part("again");
  if (await refresh()) {
    part("status").textContent = "The messages are here again.";
    if (hadFocus) {
      part("read-heading").focus();
    }
  } else {
    part("status").textContent = "";
    part("status").textContent = `Still no answer, ${clock.format(new Date())}.`;
  }
}

/** The length as the api counts it: a code point is one character. */
const length = (field) => [...field.value].length;

function showWhatIsLeft(field) {
  const longest = Number(field.dataset.longest);
  const left = longest - length(field);
  const hint = part(`${field.id}-hint`).querySelector(".left");
  if (left < 0) {
    hint.textContent = `: ${-left} too many`;
  } else {
    hint.textContent = left <= longest / 5 ? `: ${left} left` : "";
  }
  hint.classList.toggle("over", left < 0);
}

function showProblem(field, problem) {
  const error = part(`${field.id}-error`);
  error.textContent = problem;
  error.hidden = !problem;
  if (problem) {
    field.setAttribute("aria-invalid", "true");
  } else {
    field.removeAttribute("aria-invalid");
  }
}

function refuse(reason) {
  part("refusal").textContent = reason;
  part("refusal").hidden = !reason;
}

const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** Shows why the api did not take the message: beside the fields as far as it names them, above the button otherwise. */
function showRefusal(status, error) {
  const named = fields.filter((field) => typeof error.fields?.[field.name] === "string");
  named.forEach((field) => showProblem(field, sentence(error.fields[field.name])));
  if (named.length > 0) {
    named[0].focus();
  } else if (status === 504) {
    refuse("No answer came in time. Your message may have been kept or not; look at the list before you post again.");
  } else if (typeof error.message === "string") {
    refuse(`The message was not posted: ${error.message}. What you wrote is still here.`);
  } else {
    refuse(
      "The message could not be posted: the service that keeps messages does not answer right now." +
        " What you wrote is still here; please try again in a moment.",
    );
  }
}

async function showPosted(answer) {
  form.elements.text.value = "";
  fields.forEach(showWhatIsLeft);
  part("status").textContent = "Your message is posted.";
  const message = await answer.json().catch(() => null);
  const readable = typeof message?.text === "string";
  const upToDate = readable && part("unavailable").hidden;
  // Messages that could not be shown before can perhaps be shown now, this one among them.
  const refreshed = !upToDate && (await refresh());
  if (readable && !refreshed) {
    list.prepend(listItem(message));
    showList(upToDate);
  }
}

async function send() {
  const body = JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, field.value])));
  const answer = await fetch(ADDRESS, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
    signal: AbortSignal.timeout(POSTING_MILLIS),
  });
  if (answer.ok) {
    await showPosted(answer);
  } else {
    const answered = await answer.json().catch(() => null);
    showRefusal(answer.status, answered?.error ?? {});
  }
}

async function post(event) {
  event.preventDefault();
  if (posting) {
    return;
  }
  posting = true;
  // Not `disabled`, which would take the focus away.
  button.setAttribute("aria-disabled", "true");
  button.textContent = "Posting\u2026";
  part("status").textContent = "";
  refuse("");
  fields.forEach((field) => showProblem(field, ""));
  try {
    await send();
  } catch (error) {
    showRefusal(error.name === "TimeoutError" ? 504 : 0, {});
  } finally {
    posting = false;
    button.removeAttribute("aria-disabled");
    button.textContent = "Post the message";
  }
}

document.querySelectorAll("time").forEach(showLocalTime);
if (form) {
  form.addEventListener("submit", post);
  part("again").addEventListener("click", tryAgain);
  fields.forEach((field) => {
    field.addEventListener("input", () => {
      showProblem(field, "");
      showWhatIsLeft(field);
    });
    showWhatIsLeft(field);
  });
  button.disabled = false;
}
