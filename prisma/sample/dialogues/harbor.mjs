/** @type {readonly import("../cast.mjs").Dialogue[]} */
export const HARBOR = [
  {
    language: "ar",
    exchanges: [
      {
        user: "مرحبا، أُلغيت رحلتي {route} ورقم الطلب {order}. هل أسترد المبلغ؟",
        tools: [["find_order"]],
        reply:
          "مرحبا بك. وجدت الطلب {order} على خط {route}، والمبلغ المدفوع {price} يورو. بما أن الشركة هي التي ألغت الرحلة، فلك الحق في استرداد المبلغ كاملا أو في حجز رحلة أخرى دون رسوم. أيهما تفضل؟",
      },
      {
        user: "أريد استرداد المبلغ من فضلك.",
        tools: [["create_refund"], ["note_ticket"]],
        reply:
          "تم تسجيل طلب الاسترداد. يصل المبلغ {price} يورو إلى بطاقتك خلال خمسة أيام عمل، وستصلك رسالة بالتأكيد الآن.",
      },
      { user: "شكرا جزيلا لكم.", reply: "على الرحب والسعة. نتمنى أن نراك على متن سفننا قريبا." },
    ],
  },
  {
    language: "en",
    exchanges: [
      {
        user: "Hi, my order is {order}. Can I change the cabin?",
        tools: [["find_order"]],
        reply:
          "Hello. {order} is for {route}, cabin {cabin}. Two cabins of the same kind are free: one deck lower, or on the quiet side for 12 euros more. Which one would you like?",
      },
      {
        user: "The quiet one",
        tools: [["note_ticket"]],
        reply: "You have it: the quiet side, deck 8. The 12 euros are taken on board, and your new card is in the app.",
      },
    ],
  },
  {
    language: "no",
    exchanges: [
      {
        user: "Hei! Jeg har ikke fått billetten til {route}. Ordre {order}.",
        tools: [["find_order"]],
        reply:
          "Hei. Ordren {order} er bekreftet, med lugar {cabin}. Billetten ble sendt til en e-postadresse som slutter på .con, så den kom aldri fram. Skal jeg rette den til .com og sende på nytt?",
      },
      {
        user: "Ja takk, det var en skrivefeil.",
        tools: [["note_ticket"]],
        reply: "Rettet og sendt. Du finner den også i appen under «Mine reiser». God tur.",
      },
    ],
  },
  {
    language: "en",
    exchanges: [
      {
        user: "You charged me twice for {order}!! {price} euros each!",
        tools: [["find_order"]],
        reply:
          "I am sorry, that is unpleasant. I see one payment of {price} euros for {order} and one *reservation* of the same amount, which your bank drops by itself within three days. If it is still there on the fourth day, write to us with this number and we will send the bank a release.",
      },
      {
        user: "My bank says it is booked.",
        tools: [["create_refund"]],
        reply:
          "Then it is a real second payment, and I have asked for {price} euros back: reference rf_{order}, five working days. I have put a note on your order, so that you do not have to explain it again.",
      },
    ],
  },
  {
    language: "de",
    exchanges: [
      {
        user: "Darf mein Hund mit auf die Fähre {route}?",
        reply:
          "Ja. Hunde reisen in einer Tierkabine mit oder bleiben im Wagen; an Deck bitte an der Leine. Für {order} wäre noch eine Tierkabine frei. Den Impfausweis bitte mitnehmen: er wird beim Einschiffen angesehen.",
      },
      {
        user: "Dann bitte die Tierkabine dazu.",
        tools: [["find_order"], ["note_ticket"]],
        reply:
          "Eingetragen: Tierkabine auf {route}, 25 Euro Aufpreis, zu zahlen an Bord. Die neue Bestätigung ist unterwegs.",
      },
    ],
  },
  {
    language: "ar",
    exchanges: [
      {
        user: "متى يجب أن أصل إلى الميناء؟ الرحلة {route}.",
        reply:
          "يُفتح التسجيل قبل المغادرة بساعتين ويُغلق قبلها بخمس وأربعين دقيقة. إذا كنت مسافرا بسيارة فننصحك بالوصول قبل ساعة ونصف على الأقل، لأن الطابور يكون طويلا في نهاية الأسبوع.",
      },
    ],
  },
];
