/** Emoji that people use with customers, with the words to find them by. */
const table = `
😀 grinning happy|😃 smile happy|😄 laugh smile|😁 grin|😅 sweat relief|😂 tears joy laugh|🙂 slight smile|🙃 upside down|😉 wink|😊 blush smile|😇 angel halo|🥰 love hearts|😍 heart eyes|🤩 star struck|😘 kiss|😋 yum tasty|😜 tongue wink|🤪 zany|🤗 hug|🤭 oops giggle|🤫 quiet shush|🤔 thinking hmm|🤐 zipper mouth|😐 neutral|😑 expressionless|😶 no mouth|😏 smirk|🙄 eye roll|😬 grimace|😌 relieved|😔 sad pensive|😪 sleepy|😴 sleep|😷 mask ill|🤒 fever ill|🤕 hurt bandage|🤢 sick|🥵 hot|🥶 cold|😵 dizzy|🤯 mind blown|🥳 party celebrate|😎 cool sunglasses|🤓 nerd|😕 confused|😟 worried|🙁 frown|😮 surprised|😯 hushed|😲 astonished|😳 flushed|🥺 pleading|😦 frowning|😨 fear|😰 anxious|😥 sad relieved|😢 cry|😭 sob cry|😱 scream|😖 confounded|😞 disappointed|😓 sweat|😩 weary|😫 tired|🥱 yawn|😤 huff|😡 angry|😠 angry|🤬 swearing|💀 skull|🤖 robot|👻 ghost|
👋 wave hello bye|🤚 hand|✋ stop hand|👌 ok|🤌 pinched|✌️ peace victory|🤞 fingers crossed luck|🤟 love you|🤘 rock|🤙 call me|👈 left|👉 right|👆 up|👇 down|☝️ one up|👍 thumbs up yes|👎 thumbs down no|✊ fist|👊 punch|👏 clap applause|🙌 hooray hands|🫶 heart hands|👐 open hands|🤝 handshake deal|🙏 thanks please pray|✍️ write|💪 strong|👀 eyes look|🧠 brain|👤 person|👥 people|🙋 raise hand question|🤷 shrug|🤦 facepalm|🙇 bow sorry|
❤️ red heart love|🧡 orange heart|💛 yellow heart|💚 green heart|💙 blue heart|💜 purple heart|🖤 black heart|🤍 white heart|💔 broken heart|💕 hearts|💯 hundred|💥 boom|💫 dizzy|💦 drops|💨 dash|💬 speech message|💭 thought|💤 sleep|✨ sparkles|⭐ star|🌟 glowing star|🔥 fire hot|🎉 party tada|🎊 confetti|🎈 balloon|🎁 gift present|🏆 trophy|🥇 first gold|🎯 target|🚀 rocket|
✅ check done yes|✔️ check|☑️ checked|❌ cross no|❎ cross|⚠️ warning|🚫 forbidden|⛔ no entry|❓ question|❔ question|❗ exclamation important|ℹ️ information|🔴 red|🟠 orange|🟡 yellow|🟢 green|🔵 blue|⚪ white|⚫ black|🆕 new|🆗 ok|🆘 sos help|🔔 bell|🔕 mute|➡️ arrow right|⬅️ arrow left|⬆️ arrow up|⬇️ arrow down|🔄 refresh again|🔁 repeat|1️⃣ one|2️⃣ two|3️⃣ three|4️⃣ four|5️⃣ five|
📦 parcel package box|📫 mailbox|✉️ letter mail|📧 e-mail|📨 incoming mail|📞 phone call|☎️ telephone|📱 mobile phone|💻 laptop|🖥️ computer|⌨️ keyboard|🖨️ printer|📷 camera photo|🎥 video|🔋 battery|🔌 plug|💡 idea light|🔍 search|🔎 search|🔑 key|🔒 lock|🔓 unlock|🛠️ tools repair|🔧 wrench|⚙️ settings gear|🧾 receipt bill|💳 card payment|💰 money|💵 cash dollar|💶 euro|🏷️ label price tag|🛒 cart shopping|🛍️ shopping bags|📝 note memo|📄 page document|📎 paperclip|📌 pin|📍 place location|🗓️ calendar|📅 date calendar|⏰ alarm clock|⏳ hourglass wait|⌛ time up|🕐 clock|📈 up chart|📉 down chart|📊 chart|🗑️ trash|
🚚 delivery truck|🚗 car|🚕 taxi|🚌 bus|🚆 train|✈️ plane flight|🛫 departure|🛬 arrival|🚢 ship|🚲 bicycle|🏠 house home|🏢 office|🏪 shop store|🏥 hospital|🏨 hotel|🌍 world|🗺️ map|☀️ sun|🌤️ sun cloud|☁️ cloud|🌧️ rain|⛈️ storm|❄️ snow|🌈 rainbow|🌙 moon|🌱 plant|🌸 blossom|🌹 rose|🌻 sunflower|🍀 luck clover|🐦 bird|🐶 dog|🐱 cat|🐻 bear|🦊 fox|🐝 bee|🦋 butterfly|
☕ coffee|🍵 tea|🍺 beer|🍷 wine|🍕 pizza|🍔 burger|🍟 fries|🥗 salad|🍎 apple|🍌 banana|🍰 cake|🎂 birthday cake|🍪 cookie|🍫 chocolate|🍽️ meal|⚽ football|🏀 basketball|🎾 tennis|🎮 game|🎵 music|🎶 notes music|🎬 film|🎨 art|📚 books|🎓 graduate
`;

export const emojiList: readonly { emoji: string; name: string }[] = table
  .split('|')
  .map((entry) => entry.trim())
  .filter(Boolean)
  .map((entry) => {
    const space = entry.indexOf(' ');
    return { emoji: entry.slice(0, space), name: entry.slice(space + 1) };
  });
