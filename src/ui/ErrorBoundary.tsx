/** A page that breaks says so and leaves the rest of the app usable. */
import { Component, type ReactNode } from "react";
import { PageFailure } from "./PageFailure";

interface ErrorBoundaryProps {
  children: ReactNode;
}

interface ErrorBoundaryState {
  error: Error | undefined;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: undefined };

  static getDerivedStateFromError(error: Error): ErrorBoundaryState {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <PageFailure error={error} onRetry={() => this.setState({ error: undefined })} />;
  }
}
