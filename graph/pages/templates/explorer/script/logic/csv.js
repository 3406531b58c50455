// A table as comma-separated values (RFC 4180) that a spreadsheet opens as what it is.

// A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV Injection).
/** @type {(value: unknown) => string} */
const inert = (value) => (typeof value === "string" && /^'*[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : String(value ?? ""));

/** @type {(text: string) => string} */
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** @type {(rows: unknown[][]) => string} */
export const csv = (rows) => `\ufeff${rows.map((row) => row.map((cell) => quoted(inert(cell))).join(",")).join("\r\n")}\r\n`;
