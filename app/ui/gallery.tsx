import { Link, useSearchParams } from "@remix-run/react";
import type { Story } from "./story";

const files = import.meta.glob<{ stories: Story[] }>(["./*.stories.tsx", "./*/*.stories.tsx"], { eager: true });
const stories = Object.values(files)
  .flatMap((file) => file.stories)
  .map((story) => ({ ...story, id: `${slug(story.group)}/${slug(story.name)}` }))
  .toSorted((a, b) => (a.id < b.id ? -1 : 1));
const groups = [...new Set(stories.map(({ group }) => group))];

type FoundStory = (typeof stories)[number];
type Theme = "ink" | "paper";

/** All parts in all their states. */
export function Gallery() {
  const [search] = useSearchParams();
  const story = stories.find(({ id }) => id === search.get("story"));
  const theme = search.get("theme");
  if (story && (theme === "ink" || theme === "paper")) {
    return (
      <main className="min-h-dvh" data-theme={theme} data-story={story.id}>
        <Stage story={story} theme={theme} width={widthOf(search)} />
      </main>
    );
  }
  return (
    <div className="grid min-h-dvh grid-cols-[208px_minmax(0,1fr)]">
      <nav aria-label="Stories" className="sticky top-0 h-dvh overflow-auto border-r border-line-soft p-3">
        {groups.map((group) => (
          <section key={group} className="mb-3">
            <h2 className="text-label font-medium text-faint">{group}</h2>
            <ul>
              {stories
                .filter((each) => each.group === group)
                .map((each) => (
                  <li key={each.id}>
                    <Link
                      to={`?story=${each.id}`}
                      data-story-link={each.id}
                      aria-current={each.id === story?.id ? "page" : undefined}
                      className="block truncate py-0.5 text-muted hover:text-text aria-[current]:text-brass"
                    >
                      {each.name}
                    </Link>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </nav>
      <main className="flex flex-col gap-4 p-4">
        <h1 className="text-title font-semibold">{story ? `${story.group}: ${story.name}` : "Gallery"}</h1>
        {story ? (
          <BothThemes story={story} search={search} />
        ) : (
          <p className="text-muted">
            {stories.length} stories of {groups.length} parts, with invented data.
          </p>
        )}
      </main>
    </div>
  );
}

function BothThemes({ story, search }: { story: FoundStory; search: URLSearchParams }) {
  return (
    <div className="flex flex-col gap-4">
      {(["ink", "paper"] as const).map((theme) => (
        <section key={theme} data-theme={theme} className="overflow-hidden rounded-card border border-line">
          <h2 className="border-b border-line-soft bg-sunken px-3 py-1 text-small">
            <Link to={`?story=${story.id}&theme=${theme}`} className="text-muted hover:text-text">
              {theme === "ink" ? "Ink" : "Paper"}
            </Link>
          </h2>
          <Stage story={story} theme={theme} width={widthOf(search)} />
        </section>
      ))}
    </div>
  );
}

function Stage({ story, theme, width }: { story: FoundStory; theme: Theme; width: number | null }) {
  return (
    <div data-theme={theme} className="min-h-full bg-base p-4 text-text" style={{ maxWidth: width ?? undefined }}>
      {story.render()}
    </div>
  );
}

function widthOf(search: URLSearchParams): number | null {
  const width = Number(search.get("width"));
  return width >= 240 && width <= 2_000 ? width : null;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
