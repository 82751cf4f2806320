// SPDX-License-Identifier: GPL-3.0-or-later
// The place to write: grows with the text, completes @names, keeps a draft for each chat.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { codePoints, mentionAt, snippet } from '../logic/text';
import { displayName, rank } from '../logic/people';
import type { Chat, Person } from '../logic/types';
import { noteTyping, stopTyping, submitDraft } from '../state/actions';
import { searchPeople } from '../state/loading';
import { chatTitle, membersOf, myId, timeline } from '../state/store';
import { draftOf, focusComposer, setDraft, startEditing, stopEditing } from '../state/view';
import { t } from '../i18n';
import { EmojiPicker } from './emoji';
import { Icon } from './icons';
import { Avatar, IconButton, usePopup } from './parts';
import { limits } from '../limits';

const limit = limits.contentChars;
const warnFrom = limit - 1000;
const maxSuggestions = 7;

interface Suggestion { username: string; label: string; person: Person | null }

export function Composer({ chat }: { chat: Chat }) {
  const input = useRef<HTMLTextAreaElement>(null);
  const picker = usePopup();
  const draft = draftOf(chat.id).value;
  const completion = useCompletion(chat, input);
  const length = draft.text.length > warnFrom ? codePoints(draft.text) : 0;

  useLayoutEffect(() => {
    const area = input.current!;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, innerHeight * 0.4)}px`;
  }, [draft.text]);

  const asked = focusComposer.value;
  useLayoutEffect(() => {
    // On a phone the keyboard would cover what one came to read.
    if (matchMedia('(hover: hover)').matches || draft.editing || draft.replyTo) input.current?.focus();
    const end = input.current?.value.length ?? 0;
    input.current?.setSelectionRange(end, end);
  }, [asked, draft.editing?.id]);
  useEffect(() => () => stopTyping(), []);

  const onInput = (event: any) => {
    setDraft(chat.id, { text: event.currentTarget.value });
    if (event.currentTarget.value && !draft.editing) noteTyping(chat.id);
    completion.look();
  };
  const submit = () => {
    if (length > limit) return;
    completion.close();
    void submitDraft(chat.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || completion.onKey(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      submit();
    } else if (event.key === 'ArrowUp' && !draft.text && !event.altKey && !event.shiftKey) {
      if (editLast(chat.id)) event.preventDefault();
    } else if (event.key === 'Escape' && (draft.editing || draft.replyTo)) {
      event.stopPropagation();
      if (draft.editing) stopEditing(chat.id);
      else setDraft(chat.id, { replyTo: null });
    }
  };
  const insert = (text: string) => {
    const area = input.current!;
    const at = area.selectionStart;
    setDraft(chat.id, { text: draft.text.slice(0, at) + text + draft.text.slice(area.selectionEnd) });
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(at + text.length, at + text.length);
    });
  };

  return (
    <form class="composer" onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <Context chatId={chat.id} />
      {completion.list}
      <div class="writing">
        <textarea ref={input} rows={1} value={draft.text} placeholder={t('writeTo', { name: chatTitle(chat) })}
          aria-label={t('writeTo', { name: chatTitle(chat) })} {...completion.aria} enterkeyhint="send"
          onInput={onInput} onKeyDown={onKeyDown} onKeyUp={completion.look} onClick={completion.look} onBlur={completion.close} />
        <IconButton icon="smile" label={t('emoji')} expanded={picker.isOpen} onClick={picker.open} />
        <button type="submit" class="sendbutton" aria-label={t(draft.editing ? 'save' : 'send')} title={t(draft.editing ? 'save' : 'send')}
          disabled={!draft.text.trim() || length > limit}>
          <Icon name={draft.editing ? 'check' : 'send'} />
        </button>
      </div>
      {length > 0 && <p class={`count ${length > limit ? 'over' : ''}`} role="status">{length > limit ? t('tooLong', { n: length - limit }) : t('charactersLeft', { n: limit - length })}</p>}
      {picker.anchor && <EmojiPicker anchor={picker.anchor} onPick={insert} onClose={picker.close} />}
    </form>
  );
}

function editLast(chatId: number): boolean {
  const mine = timeline(chatId).peek().items.filter((message) => message.sender.id === myId.peek() && !message.is_deleted && message.type === 'text');
  if (!mine.length) return false;
  startEditing(mine[mine.length - 1]);
  return true;
}

function Context({ chatId }: { chatId: number }) {
  const { replyTo, editing } = draftOf(chatId).value;
  const about = editing ?? replyTo;
  if (!about) return null;
  const cancel = () => (editing ? stopEditing(chatId) : setDraft(chatId, { replyTo: null }));
  return (
    <div class="context">
      <Icon name={editing ? 'edit' : 'reply'} size={16} />
      <span><strong>{editing ? t('editing') : t('replyingTo', { name: displayName(about.sender) })}</strong> {snippet(about.content, 100)}</span>
      <IconButton icon="close" label={t('cancel')} onClick={cancel} />
    </div>
  );
}

// ---- @mentions ---------------------------------------------------------------------------

function useCompletion(chat: Chat, input: { current: HTMLTextAreaElement | null }) {
  const [found, setFound] = useState<Suggestion[]>([]);
  const [chosen, setChosen] = useState(0);
  const asked = useRef('');

  const close = () => {
    asked.current = '';
    setFound([]);
  };
  const look = () => {
    const area = input.current;
    const at = area && area.selectionStart === area.selectionEnd ? mentionAt(area.value, area.selectionStart) : null;
    if (!at) return close();
    if (asked.current === `@${at.query}`) return;
    asked.current = `@${at.query}`;
    setChosen(0);
    const local = suggestions(chat, at.query);
    setFound(local);
    if (local.length || at.query.length < 2) return;
    void searchPeople(at.query, maxSuggestions).then((users) => {
      if (asked.current === `@${at.query}`) setFound(users.map(toSuggestion));
    }, () => undefined);
  };
  const complete = (one: Suggestion) => {
    const area = input.current!;
    const at = mentionAt(area.value, area.selectionStart);
    if (!at) return close();
    const before = `${area.value.slice(0, at.from)}@${one.username} `;
    setDraft(chat.id, { text: before + area.value.slice(area.selectionStart) });
    close();
    requestAnimationFrame(() => area.setSelectionRange(before.length, before.length));
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (!found.length) return false;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) setChosen((chosen + step + found.length) % found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') complete(found[chosen]);
    else if (event.key === 'Escape') {
      close();
      event.stopPropagation();
    } else return false;
    event.preventDefault();
    return true;
  };
  const list = found.length > 0 && (
    <ul class="completion" role="listbox" id="mentions" aria-label={t('mentionList')}>
      {found.map((one, i) => (
        <li role="option" id={`mention${i}`} aria-selected={i === chosen} key={one.username}
          onMouseDown={(event) => { event.preventDefault(); complete(one); }} onMouseEnter={() => setChosen(i)}>
          {one.person ? <Avatar user={one.person} size="s" presence /> : <span class="avatar s everyone" aria-hidden="true">@</span>}
          <strong>{one.label}</strong><span>@{one.username}</span>
        </li>
      ))}
    </ul>
  );
  const aria = found.length
    ? { 'aria-controls': 'mentions', 'aria-activedescendant': `mention${chosen}`, 'aria-autocomplete': 'list' as const }
    : {};
  return { look, close, onKey, list, aria };
}

const toSuggestion = (person: Person): Suggestion => ({ username: person.username, label: displayName(person), person });

function suggestions(chat: Chat, query: string): Suggestion[] {
  const people: Person[] = membersOf(chat.id).peek()?.map((member) => member.user) ?? chat.members;
  const ranked = people
    .filter((person) => person.id !== myId.peek())
    .map((person) => ({ person, score: rank(query, person.username, person.full_name) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || displayName(a.person).localeCompare(displayName(b.person)))
    .map((one) => toSuggestion(one.person));
  const everybody: Suggestion[] = chat.kind === 'direct' ? [] : [
    { username: 'channel', label: t('mentionEveryone'), person: null },
    { username: 'here', label: t('mentionHere'), person: null },
  ].filter((one) => one.username.startsWith(query));
  return [...ranked, ...everybody].slice(0, maxSuggestions);
}
