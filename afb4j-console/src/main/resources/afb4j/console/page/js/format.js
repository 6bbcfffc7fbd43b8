// Numbers and times as people read them.

const whole = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const sixDigits = new Intl.NumberFormat('en', {maximumSignificantDigits: 6});
const oneDigit = new Intl.NumberFormat('en', {maximumFractionDigits: 1});

/** A count: 12 345. */
export function count(number) {
  return Number.isFinite(number) ? whole.format(number) : '–';
}

/** A number for a small place: 12.3, 4.5k, 1.2M. */
export function short(number) {
  if (!Number.isFinite(number)) {
    return '–';
  }
  const size = Math.abs(number);
  if (size >= 1e9) {
    return oneDigit.format(number / 1e9) + 'G';
  }
  if (size >= 1e6) {
    return oneDigit.format(number / 1e6) + 'M';
  }
  if (size >= 1e4) {
    return oneDigit.format(number / 1e3) + 'k';
  }
  return size >= 100 || Number.isInteger(number) ? whole.format(number) : String(Number(number.toPrecision(size < 10 ? 2 : 3)));
}

/** A number of an event, whose small changes count: 46.8, 47.7463, 1,687. */
export function figure(number) {
  return Number.isFinite(number) && Math.abs(number) < 1e6 ? sixDigits.format(number) : short(number);
}

/** A duration given in microseconds: 340 µs, 1.2 ms, 3.4 s. */
export function micros(value) {
  if (!Number.isFinite(value)) {
    return '–';
  }
  if (value < 1000) {
    return `${whole.format(value)} µs`;
  }
  return value < 1e6 ? `${oneDigit.format(value / 1e3)} ms` : `${oneDigit.format(value / 1e6)} s`;
}

/** A duration given in milliseconds. */
export function millis(value) {
  return micros(value * 1000);
}

/** A size in bytes. */
export function bytes(value) {
  if (!Number.isFinite(value)) {
    return '–';
  }
  for (const [unit, size] of [['GB', 1e9], ['MB', 1e6], ['kB', 1e3]]) {
    if (value >= size) {
      return `${oneDigit.format(value / size)} ${unit}`;
    }
  }
  return `${whole.format(value)} B`;
}

/** How long something has been there: 5 d 3 h, 2 h 12 min, 40 s. */
export function span(seconds) {
  if (!Number.isFinite(seconds)) {
    return '–';
  }
  const parts = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];
  const first = parts.findIndex(([, size]) => seconds >= size);
  if (first < 0) {
    return '0 s';
  }
  const [unit, size] = parts[first];
  const text = `${Math.floor(seconds / size)} ${unit}`;
  const next = parts[first + 1];
  const rest = next && Math.floor((seconds % size) / next[1]);
  return rest ? `${text} ${rest} ${next[0]}` : text;
}

/** The time of the day of a number of milliseconds since 1970: 13:05:09.120. */
export function clock(epochMillis) {
  const date = new Date(epochMillis);
  const pad = (number, digits) => String(number).padStart(digits, '0');
  return `${pad(date.getHours(), 2)}:${pad(date.getMinutes(), 2)}:${pad(date.getSeconds(), 2)}.${pad(date.getMilliseconds(), 3)}`;
}

/** A JSON value on one line, cut when it is long. */
export function line(value, length = 200) {
  const text = value === undefined ? '' : JSON.stringify(value);
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
