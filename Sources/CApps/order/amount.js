// Amounts are decimal texts. They are compared and subtracted as integers, never as binary fractions.
const decimal = /^(\d{1,40})(?:\.(\d{1,40}))?$/;

// Null unless the text is a plain decimal.
function parts(text) {
  const match = typeof text === "string" ? decimal.exec(text) : null;
  return match && { whole: match[1], fraction: match[2] ?? "" };
}

function isZero(text) {
  return /^[0.]*$/.test(text);
}

// What a is more than b, as the shortest decimal; null if it is less. Both must be decimals.
function minus(a, b) {
  const [left, right] = [parts(a), parts(b)];
  const digits = Math.max(left.fraction.length, right.fraction.length);
  const units = ({ whole, fraction }) => BigInt(whole + fraction.padEnd(digits, "0"));
  const difference = units(left) - units(right);
  if (difference < 0n) return null;
  const text = String(difference).padStart(digits + 1, "0");
  const [whole, fraction] = [text.slice(0, text.length - digits), text.slice(text.length - digits).replace(/0+$/, "")];
  return fraction ? `${whole}.${fraction}` : whole;
}
