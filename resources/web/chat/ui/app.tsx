// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect } from 'preact/hooks';
import { openFromAddress, showLatest, stepChat } from '../state/actions';
import { demo } from '../state/health';
import { goLive, goOff } from '../state/live';
import { closeOutbox, openOutbox, waitingCount } from '../state/outgoing';
import { activeId, chatsLoaded, forgetEverything, me, learn, unreadTotal } from '../state/store';
import { loadChats } from '../state/loading';
import { resetToken } from '../state/reset';
import { toasts } from '../state/toasts';
import { dialog, focusComposer, open, panelOpen } from '../state/view';
import { link, retryNow } from '../net/socket';
import { session } from '../net/session';
import { t } from '../i18n';
import { AuthScreen } from './auth';
import { Conversation } from './conversation';
import { Dialogs } from './dialogs';
import { Icon } from './icons';
import { Panel } from './panel';
import { ResetScreen } from './reset';
import { Sidebar } from './sidebar';

export function App() {
  const userId = session.value?.user.id;
  return (
    <>
      {demo.value && <p class="demobanner" role="note">{t('demoBanner')}</p>}
      {resetToken.value !== null ? <ResetScreen token={resetToken.value} key={resetToken.value} />
        : userId === undefined ? <AuthScreen /> : <Shell userId={userId} key={userId} />}
      <div class="toasts" role="status" aria-live="polite">
        {toasts.value.map((one) => <p class={one.bad ? 'bad' : ''} key={one.id}>{one.bad && <Icon name="alert" size={18} />}{one.text}</p>)}
      </div>
    </>
  );
}

function Shell({ userId }: { userId: number }) {
  useEffect(() => {
    me.value = session.peek()!.user;
    learn(me.value);
    openOutbox(userId);
    goLive();
    void loadChats();
    return () => {
      goOff();
      closeOutbox();
      forgetEverything();
    };
  }, [userId]);
  useEffect(() => {
    if (chatsLoaded.value) openFromAddress();
  }, [chatsLoaded.value]);
  useEffect(() => {
    addEventListener('popstate', openFromAddress);
    document.addEventListener('keydown', onKey);
    return () => {
      removeEventListener('popstate', openFromAddress);
      document.removeEventListener('keydown', onKey);
    };
  }, []);
  const total = unreadTotal.value;
  useEffect(() => {
    document.title = total ? `(${total}) Kith` : 'Kith';
    return () => void (document.title = 'Kith');
  }, [total]);
  return (
    <div class={`shell ${activeId.value === null ? '' : 'inchat'} ${panelOpen.value ? 'withpanel' : ''}`}>
      <Sidebar />
      <div class="stage"><ConnectionBar /><Conversation /></div>
      <Panel />
      <Dialogs />
    </div>
  );
}

function ConnectionBar() {
  const state = link.value;
  const waiting = waitingCount();
  const known = chatsLoaded.value;
  if (state === 'online' || state === 'off' || !known) return <div class="connection" role="status" />;
  return (
    <div class="connection shown" role="status">
      <i class="spinner" aria-hidden="true" />
      <span>{t('reconnecting')}{waiting > 0 && ` ${t('waitingToSend', { n: waiting })}`}</span>
      {state === 'waiting' && <button type="button" class="linklike" onClick={retryNow}>{t('tryNow')}</button>}
    </div>
  );
}

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

function onKey(event: KeyboardEvent) {
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && event.code === 'KeyK') {
    open({ kind: 'switcher' });
  } else if (dialog.peek()) {
    return;
  } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    stepChat(event.key === 'ArrowUp' ? -1 : 1);
  } else if (event.key === '?' && !isWriting(event.target)) {
    open({ kind: 'help' });
  } else if (event.key === 'Escape') {
    escape();
  } else if (startsWriting(event)) {
    focusComposer.value++;
    return; // the letter itself goes to the composer
  } else {
    return;
  }
  event.preventDefault();
}

function escape() {
  if (document.querySelector(':popover-open')) return;
  if (panelOpen.peek()) panelOpen.value = false;
  else if (activeId.peek() !== null) void showLatest(activeId.peek()!);
  focusComposer.value++;
}

const startsWriting = (event: KeyboardEvent) =>
  event.key.length === 1 && /[\p{L}\p{N}]/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey &&
  activeId.peek() !== null && event.target === document.body;
