import { Component, type ReactNode } from "react";
import { NotLoaded } from "./late";
import { Failure } from "./State";

/** A page that fails says so in its place; the rest of Sonde stays usable. */
export class Boundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    const again = error instanceof NotLoaded ? () => location.reload() : () => this.setState({ error: null });
    return <Failure error={error} retry={again} />;
  }
}
