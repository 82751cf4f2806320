// SPDX-License-Identifier: GPL-3.0-or-later
import { Popup } from './parts';
import { t } from '../i18n';

const often = '👍❤️😂🎉👀🙏✅🚀';
const groups = [
  '😀😃😄😁😅😂🤣😊🙂🙃😉😍🥰😘😋😜🤪🤔🤨😐🙄😏😴😷🤒🥳😎🤓😕😟😮😳🥺😢😭😤😡🤯😱🤗🤭🤫🫡🫠',
  '👍👎👌✌️🤞🤝👏🙌🙏💪👋🫶✍️👀🧠❤️🧡💛💚💙💜🖤🤍💔💯',
  '🎉🎊🎁🏆🥇⭐✨🔥💡📌📎📅📈📉🔒🔑🔔🔧⚙️🐛🚀🚧🚨✅❌❓❗⏰⏳💬💻📦☕🍕🍰🍺🌱🌍☀️🌧️❄️🐱🐶🦊🐧🦉',
];

const split = (text: string) => [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map((one) => one.segment);

interface PickerProps { anchor: HTMLElement; onPick(emoji: string): void; onClose(): void }

export function EmojiPicker({ anchor, onPick, onClose }: PickerProps) {
  const pick = (emoji: string) => {
    onPick(emoji);
    onClose();
  };
  const row = (text: string) => split(text).map((emoji) => (
    <button type="button" key={emoji} onClick={() => pick(emoji)}>{emoji}</button>
  ));
  return (
    <Popup anchor={anchor} label={t('emoji')} onClose={onClose} class="emojipicker" role="dialog">
      <div class="often">{row(often)}</div>
      {groups.map((group, i) => <div key={i}>{row(group)}</div>)}
    </Popup>
  );
}
