/* The search: a worker that speaks the theme's own messages and understands the word forms of the site's language.
 *
 * A word finds a word that is the same after folding (å is aa, case and accents do not matter), that has the same stem
 * (samtale, samtaler, samtalerne), that begins with it, or that has it inside (vurdering in karaktertræksvurdering).
 * A word that finds nothing is taken apart where both parts are words (søvnvaner: søvn, vaner).
 */
"use strict";

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;

const LETTERS = { "æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ð": "d", "þ": "th", "ß": "ss", "ł": "l", "ı": "i" };

/** What the search knows of a language: the endings of its words, longest first, with what a stem has instead (ies>i); words too common
 * to be asked for; and how many letters a word needs to be looked for inside others: few where compounds are written as one word. */
const LANGUAGES = {
  da: {
    endings: ("hederne erendes elserne ingerne heden heder elsen elser ingen inger erede erende ernes erens erne endes ende eres eren else erer "
      + "enes ene ere est ede ens ers ets ing er en et es te t e s r").split(" "),
    smallWords: "af alle alt at bliver da de dem den der deres det dig din dit du eller en er et for fordi fra få før gør ham han har have hos hun "
      + "hvad hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i ikke ind jeg jer jeres kan kun lige man med mig min mit "
      + "mere mange meget mod må ned noget nogle når nu og også om op os over på sig sin sit skal som så til ud under ved vi vil vores være",
    inside: 3,
  },
  en: {
    endings: ("ations ation nesses iness>i ness ments ment ingly ying>i ings ing iers>i iest>i ies>i ied>i ier>i edly ed ers er ally ily>ili ly "
      + "able es e s y>i").split(" "),
    smallWords: "a about after all also am an and any are as at be because been before being but by can did do does for from get had has have he "
      + "her his how i if in into is it its just may me might more must my no not of on or our out over she should so some than that the their "
      + "them then there these they this to up us was we were what when where which who why will with would you your",
    inside: 5,
  },
};
const OTHER = { endings: [], smallWords: "", inside: 3 };

const READERS = 0.5; // pages of a lower rank are not for readers
const WEIGHTS = { title: 12, words: 8, heading: 3, text: 5 };
const SMALLEST_PART = 3; // of a compound, in letters

let endings = []; // of the words of the site's language
let smallWords = new Set();
let inside = 3;
let sets = []; // the pages for readers, then those for editors: each with what is known of its words
let pages = [];
let vocabulary = new Map(); // a folded word of the guide, and on how many pages it is
let usualLength = 1; // of a page, in words

/** Small letters without accents; the Danish letters as they are written where there are none. */
function fold(text) {
  return text.toLowerCase().replace(/[æøåäöðþß]/g, (letter) => LETTERS[letter]).normalize("NFD").replace(/\p{M}/gu, "");
}

/** The words of a text with their places, as they stand. */
function words(text) {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({ word: fold(match[0]), start: match.index, end: match.index + match[0].length }));
}

/** A folded word without its ending; what is left has at least three letters and a vowel. */
function stem(word) {
  for (const [ending, instead = ""] of endings) {
    const rest = word.slice(0, -ending.length);
    if (word.endsWith(ending) && rest.length >= 3 && /[aeiouy]/.test(rest)) return rest.replace(/([^aeiouy])\1$/, "$1") + instead;
  }
  return word;
}

/** How well a word of the guide answers a word of the query, from 0 to 1. */
function likeness(asked, askedStem, word) {
  if (word === asked) return 1;
  if (stem(word) === askedStem) return 0.9;
  if (word.startsWith(asked)) return 0.5 + 0.35 * (asked.length / word.length);
  if (askedStem.length >= 3 && word.startsWith(askedStem)) return 0.3 + 0.4 * (askedStem.length / word.length);
  if (asked.length >= inside && (word.endsWith(asked) || stem(word).endsWith(askedStem))) return 0.55; // the last part of a compound
  if (askedStem.length > inside && word.includes(askedStem)) return 0.35;
  return 0;
}

/** The words of the guide that answer a word of the query, each with how well. */
function answers(asked) {
  const found = new Map();
  const askedStem = stem(asked);
  for (const word of vocabulary.keys()) {
    const score = likeness(asked, askedStem, word);
    if (score) found.set(word, score);
  }
  return found;
}

/** The two words that a compound is made of, if the guide knows both; an s or an e may join them. */
function parts(asked) {
  for (let at = asked.length - SMALLEST_PART; at >= SMALLEST_PART; at -= 1) {
    for (const joint of [0, 1]) {
      const first = asked.slice(0, at - joint), second = asked.slice(at);
      if (joint && !"se".includes(asked[at - 1])) continue;
      if (first.length >= SMALLEST_PART && answers(first).size && answers(second).size) return [first, second];
    }
  }
  return [];
}

/** The terms of a query: what was typed, and for each what answers it. */
function terms(query) {
  const typed = words(query).map((item) => item.word);
  const useful = typed.filter((word) => !smallWords.has(word));
  const result = [];
  for (const word of useful.length ? useful : typed) {
    const found = answers(word);
    if (found.size || word.length < 2 * SMALLEST_PART) result.push({ word, found });
    else {
      const both = parts(word);
      if (both.length) both.forEach((part) => result.push({ word: part, found: answers(part) }));
      else result.push({ word, found });
    }
  }
  return result;
}

/** The score of one field for one term: the best answer in it, a little more where it is there often. */
function fieldScore(field, term) {
  let best = 0, times = 0;
  for (const [word, count] of field.counts) {
    const likely = term.found.get(word);
    if (likely) {
      best = Math.max(best, likely);
      times += likely * count;
    }
  }
  return best * (1 + Math.log1p(times) / 6);
}

/** How much a page is about a term: how often it is there, against how long the page is (as in BM25). */
function density(page, term) {
  let times = 0;
  for (const [word, count] of page.all.counts) times += count * (term.found.get(word) || 0) ** 2;
  return times * 2.2 / (times + 1.2 * (0.25 + 0.75 * page.all.length / usualLength));
}

/** A field's words with how often each is there. */
function field(text) {
  const counts = new Map();
  const all = words(text);
  for (const { word } of all) counts.set(word, (counts.get(word) || 0) + 1);
  return { text, counts, length: all.length };
}

/** Plain words of what the index holds: it has simple tags, and signs written out. */
function plain(text) {
  const signs = text.replace(/<[^>]*>/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, "\"").replace(/&amp;/g, "&");
  return signs.replace(/\s+/g, " ").trim();
}

function escape(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** Build the pages and the vocabulary from the entries of the index; an entry with # in its location is a part of a page. */
function setup(entries, language) {
  const known = LANGUAGES[language] || OTHER;
  endings = known.endings.map((ending) => ending.split(">"));
  inside = known.inside;
  smallWords = new Set(known.smallWords.split(" ").map(fold));
  const byAddress = new Map();
  for (const entry of entries) {
    const part = { location: entry.location, title: field(plain(entry.title)), text: field(plain(entry.text)) };
    const address = entry.location.split("#")[0];
    const page = byAddress.get(address);
    if (page) page.parts.push(part);
    else byAddress.set(address, { ...part, words: field(entry.words || ""), place: entry.place, rank: entry.rank || 1, parts: [] });
  }
  const all = [...byAddress.values()];
  sets = [all.filter((page) => page.rank >= READERS), all.filter((page) => page.rank < READERS)].filter((set) => set.length).map(learnt);
}

/** Pages with their vocabulary: a word that only editors meet is no word of the guide. */
function learnt(set) {
  const vocabulary = new Map();
  for (const page of set) {
    page.all = field([page, ...page.parts].map((part) => `${part.title.text} ${part.text.text}`).join(" "));
    const known = new Set([...page.all.counts.keys(), ...page.words.counts.keys()]);
    known.forEach((word) => vocabulary.set(word, (vocabulary.get(word) || 0) + 1));
  }
  return { pages: set, vocabulary, usualLength: set.reduce((sum, page) => sum + page.all.length, 0) / set.length };
}

/** How much a term tells: one that answers to a word on every page tells little. */
function rarity(term) {
  const on = Math.max(0, ...[...term.found].filter(([, likely]) => likely >= 0.9).map(([word]) => vocabulary.get(word)));
  return Math.log(1 + pages.length / (1 + on));
}

/** A part's own score, and which terms it has. */
function partScore(part, asked) {
  let score = 0;
  for (const { term, weight } of asked) {
    score += weight * (WEIGHTS.heading * fieldScore(part.title, term) + fieldScore(part.text, term));
  }
  return score;
}

/** A page's score for all terms: its title, its hidden words, its headings and its text; a page that lacks a term loses. */
function pageScore(page, asked) {
  let score = 0, has = 0;
  for (const { term, weight } of asked) {
    const here = WEIGHTS.title * fieldScore(page.title, term) * (1 + 0.5 / Math.max(1, page.title.counts.size))
      + WEIGHTS.words * fieldScore(page.words, term)
      + WEIGHTS.heading * Math.max(0, ...page.parts.map((part) => fieldScore(part.title, term)))
      + WEIGHTS.text * density(page, term);
    score += weight * here;
    if (here) has += 1;
  }
  return page.rank * score * (has / asked.length) ** 2;
}

/** The text with the words that answer the query marked, as HTML. */
function marked(text, asked) {
  let result = "", from = 0;
  for (const { word, start, end } of words(text)) {
    if (asked.some(({ term }) => term.found.has(word))) {
      result += `${escape(text.slice(from, start))}<mark>${escape(text.slice(start, end))}</mark>`;
      from = end;
    }
  }
  return result + escape(text.slice(from));
}

/** A stretch of the text round the first answer, cut at words. */
function teaser(text, asked, length = 160) {
  const first = words(text).find(({ word }) => asked.some(({ term }) => term.found.has(word)));
  const start = first && first.start > length / 2 ? text.indexOf(" ", first.start - length / 2) + 1 : 0;
  const end = start + length < text.length ? text.lastIndexOf(" ", start + length) : text.length;
  return `${start ? "… " : ""}${marked(text.slice(start, end), asked)}${end < text.length ? " …" : ""}`;
}

/** One page with its parts, as the theme shows it: the first part has the page's own score, so that it is not folded away. */
function item(page, score, asked) {
  const missing = Object.fromEntries(asked.filter(({ term }) => !term.found.size).map(({ term }) => [term.word, false]));
  const parts = page.parts
    .filter((part) => part.text.length) // a heading with nothing of its own under it
    .map((part) => ({ part, own: partScore(part, asked) }))
    .filter(({ own }) => own > 0)
    .sort((a, b) => b.own - a.own)
    .slice(0, 6);
  const place = page.place ? ` <span class="md-search-result__place">${escape(page.place)}</span>` : "";
  const title = marked(page.title.text, asked) + place;
  const head = { location: page.location, title, text: `<p>${teaser(page.text.text, asked)}</p>`, score, terms: missing };
  const rest = parts.map(({ part }, number) => ({
    location: part.location,
    title: marked(part.title.text, asked),
    text: `<p>${teaser(part.text.text, asked)}</p>`,
    score: number ? score / 2 : score,
    terms: missing,
  }));
  return [head, ...rest];
}

/** The pages that answer a query, best first; those for editors after all others. */
function search(query) {
  return sets.flatMap((set) => {
    ({ pages, vocabulary, usualLength } = set);
    return searched(query);
  }).slice(0, 20);
}

/** The pages of the present set that answer a query, best first. */
function searched(query) {
  const asked = terms(query).map((term) => ({ term, weight: rarity(term) }));
  if (!asked.some(({ term }) => term.found.size)) return [];
  return pages
    .map((page) => ({ page, score: pageScore(page, asked) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 20)
    .map(({ page, score }) => item(page, score, asked));
}

addEventListener("message", ({ data }) => {
  if (data.type === SETUP) {
    setup(data.data.docs, data.data.config.lang[0]);
    postMessage({ type: READY });
  } else if (data.type === QUERY) {
    postMessage({ type: RESULT, data: { items: search(data.data) } });
  }
});
