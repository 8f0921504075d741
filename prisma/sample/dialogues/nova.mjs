/** @type {readonly import("../cast.mjs").Dialogue[]} */
export const NOVA = [
  {
    language: "en",
    exchanges: [
      {
        user: "What is it like outside in {city}?",
        tools: [["get_weather"]],
        reply:
          "It is {degrees} degrees in {city} with broken clouds, and the wind is at {wind} metres a second. A jacket will do; leave the umbrella.",
      },
      {
        user: "And tomorrow morning?",
        tools: [["get_weather"]],
        reply: "Much the same until ten, then it clears. If you want to cycle, go after ten.",
      },
      {
        user: "Thanks. Remind me at {hour}.",
        tools: [["start_timer"]],
        reply: "I will. At {hour}, with the front door light as well, so that you see it if the music is on.",
      },
    ],
  },
  {
    language: "no",
    exchanges: [
      {
        user: "Kan du dempe lyset på {rom} om {minutes} minutter?",
        tools: [["set_light"]],
        reply:
          "Det gjør jeg. Om {minutes} minutter går lyset på {rom} ned til førti prosent, og det slår seg av når alle har lagt seg.",
      },
      {
        user: "Hva står det i kalenderen i dag?",
        tools: [["calendar_list"]],
        reply:
          "Kaffe med {friend} klokka {hour}, og svømming klokka seks. Det er førti minutter imellom, så du rekker å gå.",
      },
      {
        user: "Flytt svømmingen til i morgen, da.",
        reply:
          "Jeg kan ikke endre den avtalen: den eies av skolen. Skal jeg sende {friend} en melding i stedet og spørre om dere kan ta kaffen litt tidligere?",
      },
    ],
  },
  {
    language: "en",
    exchanges: [
      {
        user: "Set a timer for {minutes} minutes",
        tools: [["start_timer"]],
        reply: "{minutes} minutes, starting now.",
      },
      {
        user: "What can I cook with leeks, potatoes and a bit of cod?",
        reply:
          "A fish soup. Sweat the leeks in butter, add the potatoes in small cubes and just enough stock to cover them. When they are soft, lay the cod on top, put the lid on and take the pot off the heat: it cooks through in {minutes} minutes. Cream if you have it, dill if you like it.",
      },
    ],
  },
  {
    language: "en",
    exchanges: [
      {
        user: "Is anything still switched on in the {room}?",
        tools: [["set_light", "calendar_list"]],
        reply:
          "The lamp by the window in the {room}, and the radio. Nobody is planned to be home before {hour}, so I can turn both off. Shall I?",
      },
      { user: "Yes please", tools: [["set_light"]], reply: "Done. The {room} is dark and quiet." },
    ],
  },
  {
    language: "no",
    exchanges: [
      {
        user: "Hvor mange grader er det i {city} nå?",
        tools: [["get_weather"]],
        reply: "{degrees} grader og {wind} meter i sekundet. Det kjennes kaldere ut enn det er, så ta på deg lue.",
      },
    ],
  },
];
