// SPDX-License-Identifier: GPL-3.0-or-later
// Small pieces that every screen uses.
import { Component, type ComponentChildren, type FunctionComponent } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { displayName, hueOf, initials, liveStatus, partnerOf } from '../logic/people';
import type { Chat, UserBrief } from '../logic/types';
import { chatTitle, myId, person } from '../state/store';
import { t } from '../i18n';
import { Icon, type IconName } from './icons';

/** Draws again only when a property changed by identity. */
export function memo<P extends object>(View: FunctionComponent<P>): FunctionComponent<P> {
  class Memo extends Component<P> {
    shouldComponentUpdate(next: P) {
      const now = this.props as Record<string, unknown>;
      return Object.entries(next).some(([key, value]) => now[key] !== value) || Object.keys(now).length !== Object.keys(next).length;
    }
    render(props: P) {
      return <View {...props} />;
    }
  }
  return Memo as unknown as FunctionComponent<P>;
}

interface AvatarProps { user: UserBrief; size?: 's' | 'm' | 'l'; presence?: boolean }

export function Avatar({ user, size = 'm', presence = false }: AvatarProps) {
  const known = person(user.id).value ?? user;
  return (
    <span class={`avatar ${size} hue${hueOf(user.id)}`} aria-hidden="true">
      {initials(displayName(known))}
      {presence && <span class={`dot ${person(user.id).value?.is_online ? 'on' : ''}`} />}
    </span>
  );
}

export function ChatAvatar({ chat, size = 'm' }: { chat: Chat; size?: 's' | 'm' | 'l' }) {
  const partner = partnerOf(chat, myId.value);
  if (partner) return <Avatar user={partner} size={size} presence />;
  return (
    <span class={`avatar ${size} square hue${hueOf(chat.id)}`} aria-hidden="true">
      {chat.kind === 'channel' ? <Icon name="hash" size={size === 's' ? 14 : 18} /> : initials(chatTitle(chat))}
    </span>
  );
}

export function StatusMark({ userId }: { userId: number }) {
  const status = liveStatus(person(userId).value?.status);
  if (!status?.emoji) return null;
  return <span class="statusmark" title={status.text}>{status.emoji}</span>;
}

interface IconButtonProps {
  icon: IconName;
  label: string;
  onClick(event: MouseEvent): void;
  class?: string;
  disabled?: boolean;
  expanded?: boolean;
}

export const IconButton = ({ icon, label, onClick, class: name = '', disabled = false, expanded }: IconButtonProps) => (
  <button type="button" class={`iconbutton ${name}`} aria-label={label} title={label} aria-expanded={expanded} disabled={disabled} onClick={onClick}>
    <Icon name={icon} />
  </button>
);

interface FieldProps {
  label: string;
  name: string;
  value: string;
  onInput(value: string): void;
  type?: 'text' | 'email' | 'password';
  hint?: string;
  error?: string;
  autocomplete?: string;
  autofocus?: boolean;
  maxLength?: number;
  rows?: number;
  children?: ComponentChildren;
}

/** The server's messages go on from the field's name: "must have at least 3 characters". */
const sentence = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** A labelled input whose error is read out with it. */
export function Field(props: FieldProps) {
  const id = useId();
  const input = useRef<any>(null);
  useEffect(() => {
    if (props.autofocus) input.current?.focus();
  }, []);
  const common = {
    id, ref: input, name: props.name, value: props.value, maxLength: props.maxLength,
    autocomplete: props.autocomplete ?? 'off', spellcheck: false, autocapitalize: 'none' as const,
    'aria-invalid': props.error ? true : undefined,
    'aria-describedby': props.error ? `${id}-error` : undefined,
    onInput: (event: any) => props.onInput(event.currentTarget.value),
  };
  return (
    <div class={`field ${props.error ? 'bad' : ''}`}>
      <label for={id}>{props.label}{props.hint && <span class="hint">{props.hint}</span>}</label>
      <div class="control">
        {props.rows ? <textarea {...common} rows={props.rows} /> : <input {...common} type={(props.type ?? 'text') as 'text'} />}
        {props.children}
      </div>
      {props.error && <p class="fielderror" id={`${id}-error`} role="alert">{sentence(props.error)}</p>}
    </div>
  );
}

interface ModalProps { title: string; onClose(): void; children: ComponentChildren; class?: string; bare?: boolean }

/** The browser's own modal dialog: it keeps the focus, closes on Esc and gives the focus back. */
export function Modal({ title, onClose, children, class: name = '', bare = false }: ModalProps) {
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = element.current!;
    const before = document.activeElement as HTMLElement | null;
    dialog.showModal();
    return () => {
      dialog.close();
      before?.focus?.();
    };
  }, []);
  const onBackdrop = (event: MouseEvent) => {
    if (event.target === element.current) onClose();
  };
  return (
    <dialog ref={element} class={`modal ${name}`} aria-label={title} onMouseDown={onBackdrop}
      onCancel={(event) => { event.preventDefault(); onClose(); }}>
      {!bare && (
        <header>
          <h2>{title}</h2>
          <IconButton icon="close" label={t('close')} onClick={onClose} />
        </header>
      )}
      {children}
    </dialog>
  );
}

interface PopupProps { anchor: HTMLElement; label: string; onClose(): void; children: ComponentChildren; class?: string; role?: 'menu' | 'dialog' }

/** A light-dismiss popup beside an element, in the top layer so that nothing can cut it off. */
export function Popup({ anchor, label, onClose, children, class: name = '', role = 'menu' }: PopupProps) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const popup = element.current!;
    popup.showPopover();
    place(popup, anchor.getBoundingClientRect());
    popup.querySelector<HTMLElement>('button, input')?.focus();
    return () => {
      if (popup.contains(document.activeElement)) anchor.focus();
    };
  }, []);
  const onToggle = (event: any) => {
    if (event.newState === 'closed') onClose();
  };
  return (
    <div ref={element} popover="auto" class={`popup ${name}`} role={role} aria-label={label} onToggle={onToggle} onKeyDown={moveInMenu}>
      {children}
    </div>
  );
}

function place(popup: HTMLElement, at: DOMRect) {
  const gap = 6;
  const { offsetWidth: width, offsetHeight: height } = popup;
  const below = at.bottom + gap + height <= innerHeight - gap;
  const top = below ? at.bottom + gap : Math.max(gap, at.top - gap - height);
  const left = Math.min(Math.max(gap, at.right - width), innerWidth - width - gap);
  popup.style.top = `${top}px`;
  popup.style.left = `${Math.max(gap, left)}px`;
}

function moveInMenu(event: KeyboardEvent) {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  const step = steps[event.key];
  if (!step || event.target instanceof HTMLInputElement) return;
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
  event.preventDefault();
}

interface MenuItemProps { icon?: IconName; label: string; onClick(): void; danger?: boolean; checked?: boolean }

export const MenuItem = ({ icon, label, onClick, danger = false, checked }: MenuItemProps) => (
  <button type="button" role={checked === undefined ? 'menuitem' : 'menuitemradio'} aria-checked={checked}
    class={`menuitem ${danger ? 'danger' : ''}`} onClick={onClick}>
    {icon && <Icon name={icon} size={18} />}
    <span>{label}</span>
    {checked && <Icon name="check" size={16} />}
  </button>
);

/** Opens a popup at the button that was pressed. */
export function usePopup() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return {
    anchor,
    isOpen: anchor !== null,
    open: (event: MouseEvent) => setAnchor(anchor ? null : (event.currentTarget as HTMLElement)),
    openAt: setAnchor,
    close: () => setAnchor(null),
  };
}

export const Skeleton = ({ rows, class: name = '' }: { rows: number; class?: string }) => (
  <div class={`skeleton ${name}`} aria-hidden="true">
    {Array.from({ length: rows }, (_, i) => <div class={`bone w${i % 4}`} key={i}><i /><span><b /><b /></span></div>)}
  </div>
);

interface EmptyProps { icon: IconName; title: string; children?: ComponentChildren }

export const Empty = ({ icon, title, children }: EmptyProps) => (
  <div class="empty">
    <span class="emptyicon"><Icon name={icon} size={28} /></span>
    <strong>{title}</strong>
    {children}
  </div>
);
