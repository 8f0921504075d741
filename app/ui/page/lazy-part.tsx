import { Component, type ReactNode, Suspense } from "react";

type Props = { children: ReactNode; fallback: ReactNode; failed: ReactNode };

/** A part whose code is fetched when it is needed. When that fails, the page stands and `failed` takes its place. */
export class LazyPart extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (this.state.broken) return this.props.failed;
    return <Suspense fallback={this.props.fallback}>{this.props.children}</Suspense>;
  }
}
