import OpenAI from "openai";
import { reportedChat } from "./reported-chat.ts";

const client = new OpenAI();
const messages = [{ role: "user" as const, content: "Say hello to the harbour in one sentence." }];
for await (const piece of reportedChat(client, "my-first-bot", { model: process.env.MODEL ?? "gpt-5-mini", messages }))
  process.stdout.write(piece);
process.stdout.write("\n");
