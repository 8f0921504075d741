/** @type {readonly import("../cast.mjs").Dialogue[]} */
export const MIRA = [
  {
    language: "de",
    exchanges: [
      {
        user: "Ich treffe heute {friend}. Was sollte ich nicht vergessen?",
        thinks: "Die Person fragt nach {friend}. Ich sehe zuerst im Gedächtnis nach, bevor ich etwas behaupte.",
        tools: [["memory_search"]],
        reply:
          "Zwei Dinge fallen mir ein. {friend} hat dir im Frühling „{book}“ geliehen, und du wolltest es zurückgeben. Und beim letzten Mal hast du gesagt, dass du nach der neuen Wohnung fragen möchtest, weil der Umzug so schwer war.",
      },
      {
        user: "Stimmt, das Buch! Merk dir bitte, dass wir uns um {hour} treffen.",
        tools: [["memory_save"]],
        reply:
          "Gemerkt: {friend}, heute um {hour}. Ich erinnere dich eine halbe Stunde vorher, damit das Buch in der Tasche ist.",
      },
      { user: "Du bist ein Schatz.", reply: "Sehr gern. Grüß {friend} von mir, falls das nicht seltsam klingt." },
    ],
  },
  {
    language: "en",
    exchanges: [
      {
        user: "I could not sleep again. It is the third night.",
        thinks: "They mentioned bad sleep on Monday too. Do not diagnose; ask what changed, offer one small thing.",
        tools: [["memory_search"]],
        reply:
          "Three nights is hard, and I am sorry. On Monday you told me that the meeting with {friend} was still going round in your head. Is it that, or something new?\n\nOne small thing that helped you in March: writing the list for tomorrow *before* you brush your teeth, and leaving it in the kitchen.",
      },
      {
        user: "It is the meeting. I keep replaying it.",
        reply:
          "Then let us write down the one sentence you wish you had said. Not to send it; only so that it stands somewhere outside your head. What would it be?",
      },
      {
        user: "That I need two more weeks.",
        tools: [["memory_save"]],
        reply:
          "“I need two more weeks.” That is a clear sentence, and a fair one. I have kept it. Tomorrow at {hour} you could say exactly that, and nothing else.",
      },
    ],
  },
  {
    language: "de",
    exchanges: [
      {
        user: "Empfiehlst du mir ein Buch für die Überfahrt?",
        tools: [["memory_search"]],
        reply:
          "Nach „{book}“ vielleicht etwas Ruhiges: kurze Kapitel, viel Meer, wenig Handlung. Du hast einmal gesagt, dass du auf Schiffen nur zwanzig Seiten am Stück schaffst.",
      },
      {
        user: "Genau so ist es. Wie merkst du dir das alles?",
        reply:
          "Ich schreibe auf, was dir wichtig schien, mit dem Tag dazu. Du kannst alles davon ansehen und löschen. Wenn ich etwas nicht weiß, sage ich es.",
      },
    ],
  },
  {
    language: "en",
    exchanges: [
      {
        user: "Tell {friend} a birthday line from me, two sentences, nothing cheesy",
        thinks: "Short, dry, personal; mention the book.",
        tools: [["memory_search"]],
        reply:
          "Happy birthday, {friend}. I still owe you “{book}” and at least one long walk; let us do both before it snows.",
      },
      {
        user: "Perfect, but without the book",
        reply: "Happy birthday, {friend}. I still owe you one long walk; let us take it before it snows.",
      },
    ],
  },
];
