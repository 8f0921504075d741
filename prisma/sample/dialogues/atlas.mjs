/** @type {readonly import("../cast.mjs").Dialogue[]} */
export const ATLAS = [
  {
    language: "ja",
    exchanges: [
      {
        user: "{topic} について、{year}年以降の研究を三つにまとめてください。",
        thinks: "まず検索して、本文を読む。要約は三点、それぞれに出典を付ける。数字は本文にあるものだけを使う。",
        tools: [["web_search"], ["fetch_page"]],
        reply:
          "{year}年以降の研究から、要点は三つです。\n\n1. 実証試験では、予測値の約{percent}%まで到達しました。差の主な原因は季節による負荷の変化です。\n2. 部品の寿命は見積もりより短く、三年目から効率が下がり始めます。\n3. 費用は下がり続けていますが、港の設備を含めると、まだ従来方式より高くなります。\n\n出典：journal.example の総説と、二年目の試験報告。四年目以降の公開データは見つかりませんでした。",
      },
      {
        user: "費用について、もう少し詳しくお願いします。",
        tools: [["fetch_page"]],
        reply:
          "港の設備が全体の三分の一を占めます。船そのものは五年で約{money}%安くなりましたが、充電設備の値段はほとんど変わっていません。報告書は、複数の航路で設備を共有した場合にだけ採算が合うと結論しています。",
      },
    ],
  },
  {
    language: "zh",
    exchanges: [
      {
        user: "请比较一下电动渡轮和甲醇渡轮的运行成本，时间范围从{year}年开始。",
        thinks: "先搜索，再读原文。成本要分开：燃料、维护、港口设施。没有数据的地方要说明。",
        tools: [["web_search", "web_search"], ["fetch_page"]],
        reply:
          "根据能找到的公开资料，可以分成三部分来看：\n\n- **燃料**：短航线上电动渡轮便宜约{percent}%，超过四十海里以后优势消失。\n- **维护**：电机几乎不需要保养，但电池在第七到第九年要更换一次，这笔费用常常没有算进去。\n- **港口**：充电设施的投资很高，甲醇可以使用改造后的油罐。\n\n结论：航线短、班次多选电动；航线长、港口多选甲醇。没有找到超过十年的实测数据。",
      },
      {
        user: "电池更换的费用是多少？",
        tools: [["fetch_page"]],
        reply:
          "报告中给出的范围是造价的百分之{money}左右，取决于每天的充电次数。其中一家公司公布了实际账单，比预计高出大约一成。",
      },
      {
        user: "谢谢，请把出处列出来。",
        reply:
          "1. journal.example：综述，第三节。\n2. trial.example：第二年试验结果，表4。\n3. institute.example：说明文件，附录B。第三份资料没有经过同行评议，引用时请注明。",
      },
    ],
  },
  {
    language: "en",
    exchanges: [
      {
        user: "What do we know about {topic} since {year}? I need it for a board paper, one paragraph.",
        thinks: "One paragraph, with the figure, the caveat and the sources. Check the date of the trial.",
        tools: [["web_search"], ["fetch_page", "fetch_page"]],
        reply:
          "Since {year}, trials of {topic} have reached about {percent} % of what the models foresaw, mostly because load and season vary more than assumed. Costs have fallen, yet the harbour side has not: it is now a third of the whole. The one long series (eight years) ends before the newest generation of parts, so a forecast beyond ten years rests on opinion. Sources: the 2025 review in journal.example, and the second-year report of the trial.",
      },
      {
        user: "Which of these two sources would you trust less?",
        reply:
          "The trial report. It was written by the company that sells the parts, it leaves out one winter, and its table 4 does not add up to its own total. The review says so too, in a footnote.",
      },
    ],
  },
  {
    language: "ja",
    exchanges: [
      {
        user: "この記事の結論を二行で教えてください。",
        tools: [["fetch_page"]],
        reply: "効果は確認されたが、条件は限られる。\n長期の費用については、まだ判断できない。",
      },
    ],
  },
];
