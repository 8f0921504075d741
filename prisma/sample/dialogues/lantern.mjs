/** @type {readonly import("../cast.mjs").Dialogue[]} */
export const LANTERN = [
  {
    language: "en",
    exchanges: [
      {
        user: "Summarise session with {friend}: {count} messages, oldest first.",
        reply:
          "- {friend} asked for the cabin to be moved to the quiet side; promised for the crossing on {route}.\n- The book “{book}” is still lent out; to be returned at the next visit.\n- Agreed to speak again at {hour}.\n\nOpen: the receipt of {price} euros has not arrived.",
      },
    ],
  },
  {
    language: "de",
    exchanges: [
      {
        user: "Fasse den Tag zusammen: {count} Gespräche.",
        reply:
          "- {friend} kommt um {hour}; das Buch „{book}“ liegt bereit.\n- Auf {route} wurde eine Tierkabine gebucht (25 Euro, an Bord zu zahlen).\n- Zwei Personen haben nach der Erstattung gefragt; eine wartet seit drei Tagen.\n\nNichts davon eilt vor morgen früh.",
      },
    ],
  },
  {
    language: "no",
    exchanges: [
      {
        user: "Oppsummer dagens samtaler for {city}.",
        reply:
          "- {friend} møtes klokka {hour}.\n- Lyset på {rom} ble dempet tre ganger; kanskje en fast regel?\n- Ordre {order} venter på ny billett.\n\nIngen løfter står åpne fra i går.",
      },
    ],
  },
];
