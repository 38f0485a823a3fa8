// Begins: puts the parts of the page together and tells each what happens.

import { adviser } from "./adviser.js";
import { clock } from "./clock.js";
import { find } from "./dom.js";
import { exchange } from "./exchange.js";
import { follow } from "./feed.js";
import { menus } from "./menus.js";
import { messages } from "./messages.js";
import { mobile } from "./mobile.js";
import { keepCall } from "./past.js";
import { offerSpeech } from "./speaking.js";
import { telephone } from "./telephone.js";
import { tree } from "./tree.js";

const GONE = "The helpline does not answer: is `ivr phone` still running? This page tries again by itself.";

offerSpeech();
const phone = telephone(keepCall);
const parts = [await clock(), phone, mobile(phone.from), adviser(), tree(), messages(), menus(), exchange()];

follow(
  (told, live) => {
    for (const part of parts) part.tell(told, live);
  },
  (there) => {
    find("gone").textContent = there ? "" : GONE;
  },
);
