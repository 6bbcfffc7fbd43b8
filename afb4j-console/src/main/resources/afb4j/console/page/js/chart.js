// Live charts.

import uPlot from '../vendor/uplot.js';
import {h} from './dom.js';
import {clock} from './format.js';

const FEWEST_PIXELS = 120;
const FEWEST_SECONDS = 30;

/**
 * A chart of lines over the time, with a legend that tells the values under the pointer, or the latest.
 *
 * @param options {label, height, series: [{label, colour: 1 to 6, fill?}], format(value), sync?, windowSeconds?, fromZero?}
 */
export class Chart {
  #options;
  #plot = null;
  #data;
  #place;
  #observer;
  #values;
  #time;

  constructor(options) {
    this.#options = options;
    this.#data = [[], ...options.series.map(() => [])];
    this.#place = h('div', {class: 'plot'});
    this.#values = options.series.map(() => h('b', {}, '–'));
    this.#time = h('span', {class: 'legend-time'});
    const legend = h('div', {class: 'legend'}, options.series.map((series, i) => h('span', {class: 'legend-line'},
      h('span', {class: `legend-mark s${series.colour}`}), series.label, this.#values[i])), this.#time);
    this.element = h('div', {class: 'chart', role: 'group', 'aria-label': options.label}, legend, this.#place);
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(this.#place);
    this.onTheme = () => this.#make();
    document.addEventListener('themechange', this.onTheme);
  }

  /** Shows times (seconds since 1970) and the values of each series. */
  show(times, ...values) {
    this.#data = [times, ...values];
    if (this.#plot) {
      this.#plot.setData(this.#data, false);
      this.#scale();
    }
    this.#showLegend();
  }

  close() {
    this.#observer.disconnect();
    document.removeEventListener('themechange', this.onTheme);
    this.#plot?.destroy();
  }

  /** What is to be seen grows with what is known, up to the window. */
  #scale() {
    const [times] = this.#data;
    const end = times.at(-1) ?? Date.now() / 1000;
    const known = Math.max(FEWEST_SECONDS, end - (times[0] ?? end));
    this.#plot.setScale('x', {min: end - Math.min(known, this.#options.windowSeconds ?? 120), max: end});
  }

  #showLegend() {
    const at = this.#plot?.cursor.idx;
    const isPointed = at !== null && at !== undefined && this.#plot.cursor.left >= 0;
    this.#values.forEach((place, i) => {
      const values = this.#data[i + 1];
      const value = isPointed ? values[at] : values.at(-1);
      place.textContent = value === null || value === undefined ? '–' : this.#options.format(value);
    });
    this.#time.textContent = isPointed && this.#data[0][at] ? clock(this.#data[0][at] * 1000).slice(0, 10) : '';
  }

  #resize() {
    const width = this.#place.clientWidth;
    if (width < FEWEST_PIXELS) {
      return;
    }
    if (this.#plot) {
      this.#plot.setSize({width, height: this.#options.height});
    } else {
      this.#make();
    }
  }

  #make() {
    const width = this.#place.clientWidth;
    if (width < FEWEST_PIXELS) {
      return;
    }
    this.#plot?.destroy();
    this.#plot = new uPlot(this.#plotOptions(width), this.#data, this.#place);
    this.#scale();
  }

  #plotOptions(width) {
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue(name).trim();
    const axis = {stroke: colour('--muted'), font: `11px ${colour('--sans')}`, ticks: {show: false}};
    const grid = {stroke: colour('--grid'), width: 1};
    return {
      width,
      height: this.#options.height,
      padding: [8, 28, 0, 0], // half of the last time is at the right of its mark
      legend: {show: false},
      cursor: {
        sync: this.#options.sync ? {key: this.#options.sync} : undefined,
        points: {size: 7},
        drag: {setScale: false, x: false, y: false},
      },
      hooks: {setCursor: [() => this.#showLegend()]},
      scales: {x: {time: true}, y: {range: (_, low, high) => range(low, high, this.#options.fromZero !== false)}},
      axes: [
        {...axis, grid: {show: false}, gap: 9, size: 26, space: 70, values: (_, times) => times.map(time => clock(time * 1000).slice(0, 8))},
        {...axis, grid, size: 56, space: 28, values: (_, values) => values.map(value => this.#options.format(value))},
      ],
      series: [{}, ...this.#options.series.map(series => ({
        stroke: colour(`--series-${series.colour}`),
        width: 1.75,
        fill: series.fill ? colour(`--series-${series.colour}-fill`) : undefined,
        points: {show: false, size: 5, fill: colour(`--series-${series.colour}`), filter: (plot, i) => alone(plot.data[i])},
      }))],
    };
  }
}

/** Where a value has no neighbour, so that no line shows it. */
function alone(values) {
  const isThere = value => value !== null && value !== undefined;
  return [...values.keys()].filter(i => isThere(values[i]) && !isThere(values[i - 1]) && !isThere(values[i + 1]));
}

function range(low, high, fromZero) {
  if (low === null || high === null) {
    return [0, 1];
  }
  const bottom = fromZero && low >= 0 ? 0 : low;
  const room = (high - bottom) * 0.08 || Math.abs(high) * 0.1 || 1;
  return [bottom === 0 ? 0 : bottom - room, high + room];
}
