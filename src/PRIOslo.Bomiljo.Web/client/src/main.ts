import { startMap } from './map';
import { startVisits } from './visit';

document.documentElement.classList.add('bm-script');
const element = document.getElementById('map');
const map = element ? startMap(element) : undefined;
startVisits(wholePage => map?.refresh(wholePage));
