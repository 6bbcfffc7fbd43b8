// Pictures of numbers, in SVG.

const SVG = 'http://www.w3.org/2000/svg';

export function svg(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}

const FROM = -120;
const TO = 120;

function at(degrees, radius) {
  const radians = (degrees - 90) * Math.PI / 180;
  return [120 + radius * Math.cos(radians), 118 + radius * Math.sin(radians)].map(number => number.toFixed(2));
}

function arc(from, to, radius) {
  const isLong = to - from > 180 ? 1 : 0;
  return `M${at(from, radius)}A${radius} ${radius} 0 ${isLong} 1 ${at(to, radius)}`;
}

/** A round gauge with a number in the middle. */
export class Gauge {
  #value;
  #number;
  #most;

  constructor(place, {most, step, unit, redFrom, shown = value => value}) {
    this.#most = most;
    this.shown = shown;
    const angle = value => FROM + (TO - FROM) * value / most;
    this.angle = angle;
    place.append(svg('path', {d: arc(FROM, TO, 96), class: 'gauge-track'}));
    if (redFrom !== undefined) {
      place.append(svg('path', {d: arc(angle(redFrom), TO, 96), class: 'gauge-red'}));
    }
    this.#value = svg('path', {d: '', class: 'gauge-value'});
    place.append(this.#value);
    for (let mark = 0; mark <= most; mark += step) {
      const [x, y] = at(angle(mark), 72);
      const [x1, y1] = at(angle(mark), 86);
      const [x2, y2] = at(angle(mark), 81);
      place.append(svg('line', {x1, y1, x2, y2, class: 'gauge-mark'}), svg('text', {x, y, class: 'gauge-label'}, String(shown(mark))));
    }
    this.#number = svg('text', {x: 120, y: 126, class: 'gauge-number'}, '–');
    place.append(this.#number, svg('text', {x: 120, y: 152, class: 'gauge-unit'}, unit));
  }

  show(value, text) {
    const shown = Math.min(this.#most, Math.max(0, value));
    this.#value.setAttribute('d', shown > 0 ? arc(FROM, this.angle(shown), 96) : '');
    this.#number.textContent = text;
  }
}

/** The route, and the car on it. */
export class Map {
  #place;
  #car = svg('path', {d: 'M0 -14L9 10L0 5L-9 10Z', class: 'map-car'});
  #trail = svg('polyline', {class: 'map-trail'});
  #points = [];
  #project = null;

  constructor(place) {
    this.#place = place;
  }

  /** Draws the road: fast parts look otherwise than slow ones. */
  road(places) {
    const latitudes = places.map(place => place.latitude);
    const longitudes = places.map(place => place.longitude);
    const narrow = Math.cos(latitudes[0] * Math.PI / 180);
    const [west, north] = [Math.min(...longitudes), Math.max(...latitudes)];
    const scale = 400 / Math.max((Math.max(...longitudes) - west) * narrow, north - Math.min(...latitudes));
    this.#project = place => [((place.longitude - west) * narrow * scale).toFixed(1), ((north - place.latitude) * scale).toFixed(1)];
    const width = (Math.max(...longitudes) - west) * narrow * scale;
    const height = (north - Math.min(...latitudes)) * scale;
    this.#place.setAttribute('viewBox', `-20 -20 ${(width + 40).toFixed(0)} ${(height + 40).toFixed(0)}`);
    const parts = [];
    places.forEach((place, i) => {
      if (i === 0 || place.limitKmh !== places[i - 1].limitKmh) {
        parts.push({limit: place.limitKmh, points: parts.length > 0 ? [this.#project(place)] : []});
        parts.at(-2)?.points.push(this.#project(place));
      }
      parts.at(-1).points.push(this.#project(place));
    });
    parts.at(-1).points.push(this.#project(places[0]));
    this.#place.replaceChildren(
      ...parts.map(part => svg('polyline', {points: part.points.join(' '), class: `map-road limit-${part.limit}`})), this.#trail, this.#car);
  }

  show(position) {
    if (this.#project === null) {
      return;
    }
    const [x, y] = this.#project(position);
    this.#car.setAttribute('transform', `translate(${x} ${y}) rotate(${position.headingDegrees})`);
    this.#points.push(`${x},${y}`);
    if (this.#points.length > 150) {
      this.#points.shift();
    }
    this.#trail.setAttribute('points', this.#points.join(' '));
  }
}

/** A line of the last values, and a thin one for what is allowed. */
export class History {
  #values = [];
  #limits = [];
  #area = svg('path', {class: 'history-area'});
  #line = svg('polyline', {class: 'history-line'});
  #limit = svg('polyline', {class: 'history-limit'});

  #place;

  /** @param place the picture; @param fewest, most how many values are seen: as many as are known, within these */
  constructor(place, {fewest, most}) {
    this.fewest = fewest;
    this.most = most;
    this.#place = place;
    place.append(this.#area, this.#limit, this.#line);
  }

  /** How many values have room now. */
  get length() {
    return Math.max(this.fewest, this.#values.length);
  }

  add(value, limit) {
    this.#values.push(value);
    this.#limits.push(limit);
    if (this.#values.length > this.most) {
      this.#values.shift();
      this.#limits.shift();
    }
    const highest = Math.max(60, ...this.#values, ...this.#limits) * 1.1;
    const start = this.length - this.#values.length;
    const points = values => values.map((each, i) => `${start + i},${(100 - 100 * each / highest).toFixed(2)}`);
    const line = points(this.#values);
    this.#place.setAttribute('viewBox', `0 0 ${this.length - 1} 100`);
    this.#line.setAttribute('points', line.join(' '));
    this.#limit.setAttribute('points', points(this.#limits).join(' '));
    this.#area.setAttribute('d', `M${start},100L${line.join('L')}L${this.length - 1},100Z`);
  }
}

const BODY = 'M38 18C48 6 92 6 102 18C110 30 112 50 112 70L112 150C112 176 110 196 102 206C92 214 48 214 38 206C30 196 28 176 28 150L28 70C28 50 30 30 38 18Z';
const DOORS = {
  FRONT_LEFT: 'M29 78L29 118', FRONT_RIGHT: 'M111 78L111 118', REAR_LEFT: 'M29 122L29 160', REAR_RIGHT: 'M111 122L111 160',
  TRUNK: 'M44 208L96 208',
};
const OPEN = {
  FRONT_LEFT: 'M29 78L4 104', FRONT_RIGHT: 'M111 78L136 104', REAR_LEFT: 'M29 122L4 147', REAR_RIGHT: 'M111 122L136 147',
  TRUNK: 'M44 216L96 216',
};

/** The car from above, with its doors. */
export class Car {
  #doors = {};

  constructor(place) {
    place.append(svg('path', {d: BODY, class: 'car-body'}),
      svg('path', {d: 'M40 66C54 56 86 56 100 66L94 88C80 83 60 83 46 88Z', class: 'car-glass'}),
      svg('path', {d: 'M46 164C60 168 80 168 94 164L98 184C84 190 56 190 42 184Z', class: 'car-glass'}),
      svg('path', {d: 'M46 92L94 92L94 160L46 160Z', class: 'car-roof'}));
    Object.keys(DOORS).forEach(door => {
      this.#doors[door] = svg('path', {d: DOORS[door], class: 'car-door'});
      place.append(this.#doors[door]);
    });
  }

  show({door, open, locked}) {
    this.#doors[door].setAttribute('d', open ? OPEN[door] : DOORS[door]);
    this.#doors[door].setAttribute('class', `car-door ${open ? 'open' : locked ? 'locked' : ''}`);
  }
}
