// Commands of Beranda.
import type { HomeFigures } from '../../bindings/HomeFigures';
import { call } from '../bridge';

export const homeFigures = () => call<HomeFigures>('home_figures');
