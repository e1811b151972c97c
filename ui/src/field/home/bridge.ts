// Commands of Beranda.
import type { HomeFigures } from '../../bindings/HomeFigures';
import type { HomeToday } from '../../bindings/HomeToday';
import { call } from '../bridge';

export const homeFigures = () => call<HomeFigures>('home_figures');
export const homeToday = () => call<HomeToday>('home_today');
