/** The condition that a turn's texts hold these words, over turn_logs as `l`. */
export function matchTexts(q: string | null): ((params: unknown[]) => string) | undefined {
  if (!q) return undefined;
  return (params) =>
    `exists (select from runtime.turn_payloads p where p.created_at = l.created_at and p.id = l.id and p.ended
       and runtime.search_words(p.user_prompt, p.response_text, p.search_pairs) @@ plainto_tsquery('simple', $${params.push(q)}))`;
}
