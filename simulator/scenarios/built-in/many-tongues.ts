import type { ScenarioScript } from '../script.ts';
import { inOrder, second, write } from './steps.ts';

const people = [
  ['yuki_tanaka', '田中ゆき', 'こんにちは。注文した商品がまだ届きません。確認していただけますか？'],
  ['salma_zaki', 'سلمى زكي', 'مرحبا، أين طلبي رقم 4471؟ شكراً'],
  ['noa_peretz', 'נועה פרץ', 'שלום, אפשר לשנות את הכתובת להזמנה?'],
  ['somchai_p', 'สมชาย', 'สวัสดีครับ สินค้าชำรุด เปลี่ยนได้ไหมครับ'],
  ['zofia_w', 'Zofia Wójcik', 'Dzień dobry! Czy przesyłka wyjdzie jeszcze dziś? 📦'],
  ['anjali_s', 'अंजलि', 'नमस्ते, मेरा ऑर्डर कब आएगा?'],
  ['emoji_ed', 'Ed 🧡', '👨‍👩‍👧‍👦🏳️‍🌈👍🏽'],
] as const;

export const manyTongues: ScenarioScript = {
  title: 'Many tongues',
  about:
    'Japanese, Arabic, Hebrew, Thai, Polish, Hindi and emoji only: how names and texts look, and which way they run.',
  people: people.map(([username, name]) => ({ username, name })),
  steps: inOrder(...people.map(([username, , text], n) => write((5 + n * 8) * second, `@${username}`, text))),
};
