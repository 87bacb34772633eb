import { Component, type ReactNode } from "react";
import { Failure } from "./State";

/** A page that fails says so in its place; the rest of Sonde stays usable. */
export class Boundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    if (this.state.error) return <Failure error={this.state.error} retry={() => this.setState({ error: null })} />;
    return this.props.children;
  }
}
