// What a file is called that is saved from the page.
const LONGEST = 60;

/** A name of parts that every file system takes, those that are "" left out. @type {(parts: string[], ending: string) => string} */
export const filename = (parts, ending) => {
  const safe = (/** @type {string} */ part) => [...part.replace(/[\s\p{Cc}\\/:*?"<>|.]+/gu, "-").replace(/^-+|-+$/g, "")].slice(0, LONGEST).join("");
  return `${parts.map(safe).filter(Boolean).join("-")}.${ending}`;
};
