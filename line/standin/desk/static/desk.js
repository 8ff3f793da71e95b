// How does the page keep up with the stand-in?

import { prepareKeyForm, showCodes } from "./authenticator.js";
import { prepareDisarming, showFaults } from "./faults.js";
import { showMails } from "./mails.js";
import { ask } from "./orders.js";
import { showPhones } from "./phones.js";

const PAUSE = 250;
const PAUSE_WHEN_HIDDEN = 2000;
const parts = [showPhones, showCodes, showMails, showFaults];

prepareKeyForm();
prepareDisarming();
keepUp();

async function keepUp() {
  const connection = document.getElementById("connection");
  try {
    const state = await ask("GET", "/standin/desk");
    for (const show of parts) show(state);
    connection.hidden = true;
  } catch {
    connection.hidden = false;
  }
  setTimeout(keepUp, document.hidden ? PAUSE_WHEN_HIDDEN : PAUSE);
}
