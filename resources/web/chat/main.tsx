// SPDX-License-Identifier: GPL-3.0-or-later
import { render } from 'preact';
import { language } from './i18n';
import { askHealth } from './state/health';
import { App } from './ui/app';

document.documentElement.lang = language;
render(<App />, document.getElementById('app')!);
void askHealth();
