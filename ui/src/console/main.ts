// Starts the province's pages in a browser.
import '../shared/font.css';
import '../shared/tokens.css';
import '../shared/base.css';
import { mount } from 'svelte';
import App from './App.svelte';

mount(App, { target: document.body });
