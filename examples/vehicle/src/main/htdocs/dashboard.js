// The dashboard: subscribes to the events of the API `vehicle`, shows what they bring, calls its verbs.

import {Binder} from './afb.js';
import {Car, Gauge, History, Map} from './drawing.js';

const KEY_SESSION = 'demo-key'; // the session that may unlock doors, see the policy of the demo
const EVENTS_PER_SECOND = 10;
const HISTORY_SECONDS = {fewest: 10, most: 60};
const MESSAGE_MILLIS = 6000;

const byId = id => document.getElementById(id);
const speedGauge = new Gauge(byId('speed-gauge'), {most: 140, step: 20, unit: 'km/h'});
const rpmGauge = new Gauge(byId('rpm-gauge'), {most: 6000, step: 1000, unit: 'rpm × 1000', redFrom: 5000, shown: value => value / 1000});
const map = new Map(byId('map'));
const history = new History(byId('history'), {
  fewest: HISTORY_SECONDS.fewest * EVENTS_PER_SECOND,
  most: HISTORY_SECONDS.most * EVENTS_PER_SECOND,
});
const car = new Car(byId('car'));
const binder = new Binder({onState: showState, onEvent: showEvent});
let hiding = 0;

const shows = {
  'vehicle/speed': ({kmh, limitKmh, cruise}) => {
    speedGauge.show(kmh, String(Math.round(kmh)));
    byId('limit').textContent = limitKmh;
    byId('speed-gauge').classList.toggle('too-fast', kmh > limitKmh + 3);
    byId('cruise-badge').hidden = !cruise;
    history.add(kmh, limitKmh);
    byId('history-since').textContent = `${Math.round(history.length / EVENTS_PER_SECOND)} s ago`;
  },
  'vehicle/engine': ({rpm, gear, loadPercent, coolantCelsius, fuelPercent}) => {
    rpmGauge.show(rpm, (rpm / 1000).toFixed(1));
    byId('gear').textContent = gear === 0 ? 'N' : gear;
    level('fuel', fuelPercent, `${fuelPercent.toFixed(0)} %`);
    level('load', loadPercent, `${loadPercent} %`);
    level('coolant', coolantCelsius, `${coolantCelsius.toFixed(0)} °C`);
  },
  'vehicle/position': position => {
    map.show(position);
    byId('driven').textContent = position.drivenKm.toFixed(2);
    byId('place').textContent = `${position.latitude.toFixed(4)}° N, ${Math.abs(position.longitude).toFixed(4)}° ${position.longitude < 0 ? 'W' : 'E'}`;
  },
  'vehicle/doors': doors => doors.forEach(showDoor),
};

function level(id, value, text) {
  byId(id).value = value;
  byId(`${id}-text`).textContent = text;
}

function showEvent(name, data) {
  shows[name]?.(data);
}

async function showState(isOpen) {
  document.body.dataset.link = isOpen ? 'open' : 'lost';
  byId('state-text').textContent = isOpen ? 'connected' : 'no connection, trying again…';
  if (isOpen) {
    await ask('vehicle/route').then(places => places && map.road(places));
    await ask('vehicle/subscribe', {event: '*', last: true});
  }
}

/** Calls, and says what went wrong; gives nothing then. */
async function ask(verb, args) {
  try {
    return await binder.call(verb, args);
  } catch (failure) {
    const isLocked = failure.status === 'insufficient-scope';
    say(isLocked ? 'You may not unlock doors: tick “I have the key”.' : failure.message);
    return undefined;
  }
}

function say(text) {
  const place = byId('message');
  place.textContent = text;
  place.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    place.hidden = true;
  }, MESSAGE_MILLIS);
}

function showDoor(state) {
  car.show(state);
  const id = `door-${state.door}`;
  let item = byId(id);
  if (item === null) {
    item = document.createElement('li');
    item.id = id;
    const name = document.createElement('span');
    name.textContent = state.door.toLowerCase().replace('_', ' ');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'small';
    item.append(name, document.createElement('b'), button);
    button.onclick = () => ask(item.dataset.open === 'true' ? 'vehicle/close' : 'vehicle/open', {door: state.door});
    byId('door-list').append(item);
  }
  item.dataset.open = state.open;
  item.querySelector('b').textContent = state.open ? 'open' : state.locked ? 'locked' : 'closed';
  const button = item.querySelector('button');
  button.textContent = state.open ? 'Close' : 'Open';
  button.setAttribute('aria-label', `${button.textContent} ${item.querySelector('span').textContent}`);
}

function cruise() {
  ask('vehicle/cruise', {enabled: byId('cruise').checked, kmh: Number(byId('cruise-speed').value)});
}

byId('go').onclick = () => ask('vehicle/go');
byId('halt').onclick = () => ask('vehicle/halt');
byId('lock').onclick = () => ask('vehicle/lock');
byId('unlock').onclick = () => ask('vehicle/unlock', {});
byId('cruise').onchange = cruise;
byId('cruise-speed').oninput = () => {
  byId('cruise-text').textContent = `${byId('cruise-speed').value} km/h`;
};
byId('cruise-speed').onchange = () => byId('cruise').checked && cruise();
byId('key').onchange = () => binder.use(byId('key').checked ? KEY_SESSION : '');
byId('theme').onclick = () => document.dispatchEvent(new Event('themeswitch'));
document.querySelectorAll('[data-style]').forEach(button => {
  button.setAttribute('aria-pressed', String(button.dataset.style === 'NORMAL'));
  button.onclick = async () => {
    if (await ask('vehicle/drive', {style: button.dataset.style}) === undefined) {
      document.querySelectorAll('[data-style]').forEach(each => each.setAttribute('aria-pressed', String(each === button)));
    }
  };
});
binder.connect();
